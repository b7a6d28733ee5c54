// Reads the YAML file that asks for tables of percentages.
#ifndef TRUSTSEM_SPEC_READ_SURVEY_TABLES_H_
#define TRUSTSEM_SPEC_READ_SURVEY_TABLES_H_

#include <string>

#include "spec/survey_tables.h"

namespace trustsem {

// Throws Error(kSpecification) with every fault of the file, each with line and column.
TableBook ReadTableBook(const std::string& path);
TableBook ParseTableBook(const std::string& text, const std::string& file);

// JSON Schema (2020-12) of the file.
std::string TableBookSchema();

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_READ_SURVEY_TABLES_H_
