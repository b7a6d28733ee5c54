// Reads and writes codebooks (YAML).
#ifndef TRUSTSEM_SPEC_READ_CODEBOOK_H_
#define TRUSTSEM_SPEC_READ_CODEBOOK_H_

#include <string>

#include "spec/codebook.h"

namespace trustsem {

// Throws Error(kSpecification) with every fault of the file, each with line and column: an unknown
// key, type or scale, a value or a column that stands twice, values of a variable that has none, a
// range that is empty, a date that is none.
Codebook ReadCodebook(const std::string& path);

// The same from text; `file` is the name that faults and Codebook::file carry.
Codebook ParseCodebook(const std::string& text, const std::string& file);

// The inverse: text that reads back as the same codebook.
std::string WriteCodebook(const Codebook& codebook);

// JSON Schema (2020-12) of the file.
std::string CodebookSchema();

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_READ_CODEBOOK_H_
