// Reads a model specification, YAML or lavaan syntax, by the file's extension.
#ifndef TRUSTSEM_SPEC_READ_MODEL_H_
#define TRUSTSEM_SPEC_READ_MODEL_H_

#include <string>

#include "spec/model.h"

namespace trustsem {

// .yaml and .yml are read as YAML, .lav, .lavaan and .txt as lavaan syntax. Throws
// Error(kSpecification) with every fault of the file, each with line and column.
Model ReadModel(const std::string& path);

// The same from text; `file` is the name that faults and Model::file carry.
Model ReadYaml(const std::string& text, const std::string& file);
Model ReadLavaan(const std::string& text, const std::string& file);

// The inverse: text that reads back as the same model. WriteLavaan cannot say labels in two
// languages, status, sources, hypotheses, data and fit options; it writes them as comments.
std::string WriteYaml(const Model& model);
std::string WriteLavaan(const Model& model);

// JSON Schema (2020-12) of the YAML specification.
std::string SpecificationSchema();

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_READ_MODEL_H_
