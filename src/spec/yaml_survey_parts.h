// What the YAML files of a survey's analyses have in common: the document, the design, conditions
// and bases (private to the readers of tables and claims).
#ifndef TRUSTSEM_SPEC_YAML_SURVEY_PARTS_H_
#define TRUSTSEM_SPEC_YAML_SURVEY_PARTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "spec/survey_tables.h"
#include "spec/yaml_values.h"

namespace trustsem {

// The document's root, a map. `what` names the file in messages ("a table book"), `first` is the
// line it begins with ("survey: 1"). Throws Error(kSpecification) where there is no such map.
YamlNode ParseSurveyYaml(const std::string& text, YamlValues& values, const std::string& file,
                         std::string_view what, std::string_view first);

// Throws Error(kSpecification) with the faults in the order of their places, if there are any.
void ThrowYamlFaults(std::vector<Fault> faults);

// The version of the format, 1. `key` is that of the version ("survey").
void ReadYamlSurveyVersion(YamlValues& values, const YamlNode& node, std::string_view key);

// A file named in `file`, found from the folder that `file` stands in.
std::string ReadYamlFileName(YamlValues& values, const YamlNode& node, std::string_view what,
                             const std::string& file);

// {weights: a, strata: b, clusters: c, lonely: refuse|adjust|certainty}.
DesignOptions ReadYamlDesign(YamlValues& values, const YamlNode& node);

// A number between 0 and 1, both excluded; else a fault, and `otherwise`. `what`: "the confidence".
double ReadYamlProbability(YamlValues& values, const YamlNode& node, std::string_view what,
                           double otherwise);

// Answers as the data write them or labels: one, or a list that is not empty.
std::vector<std::string> ReadYamlAnswers(YamlValues& values, const YamlNode& node);

// `where`: a map of variables, each with an answer, a list of answers, or {min: a, max: b}.
std::vector<Condition> ReadYamlConditions(YamlValues& values, const YamlNode& node);

// {where: conditions, label: text}.
Base ReadYamlBase(YamlValues& values, const YamlNode& node);

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_YAML_SURVEY_PARTS_H_
