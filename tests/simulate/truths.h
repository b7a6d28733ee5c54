// Models with given values, as text, and what tests ask of simulated files.
#ifndef TRUSTSEM_TESTS_SIMULATE_TRUTHS_H_
#define TRUSTSEM_TESTS_SIMULATE_TRUTHS_H_

#include <cmath>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "simulate/survey.h"
#include "spec/read_model.h"

namespace trustsem {

inline Model TrustTruth() { return ReadModel(TRUSTSEM_SOURCE_DIR "/data/survey_truth.yaml"); }

// The items of block B: five-point answers about one salesperson, and two measures of tenure.
inline bool IsBlockB(const std::string& item) {
  static const std::set<std::string> kConstructs = {"conf", "comp", "co",   "val", "trust",
                                                    "rel",  "rap",  "loya", "loyb"};
  if (item == "tenure_months" || item == "n_contacts_12m") return true;
  return kConstructs.count(item.substr(0, item.find_first_of("0123456789"))) > 0 &&
         item.find('_') == std::string::npos;
}

// A model in lavaan syntax whose values are standardised.
inline Model StandardisedTruth(const std::string& syntax) {
  Model model = ReadLavaan(syntax, "truth.lav");
  model.simulation.standardized = true;
  return model;
}

inline std::vector<std::string> Split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  if (!text.empty() && text.back() == separator) parts.emplace_back();  // an empty last cell
  return parts;
}

inline std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines = Split(text, '\n');
  lines.pop_back();  // behind the last line feed
  return lines;
}

// The cells of every column, by its name in the header line.
inline std::map<std::string, std::vector<std::string>> ColumnsOf(const std::string& csv) {
  const std::vector<std::string> lines = Lines(csv);
  const std::vector<std::string> header = Split(lines.at(0), ',');
  std::map<std::string, std::vector<std::string>> columns;
  for (size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = Split(lines[i], ',');
    for (size_t k = 0; k < header.size(); ++k) columns[header[k]].push_back(cells.at(k));
  }
  return columns;
}

inline std::vector<std::string> CellsOf(const std::string& csv, const std::string& column) {
  return ColumnsOf(csv).at(column);
}

inline std::vector<double> NumbersOf(const std::string& csv, const std::string& column) {
  std::vector<double> numbers;
  for (const std::string& cell : CellsOf(csv, column)) numbers.push_back(std::stod(cell));
  return numbers;
}

inline double NormalProbability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SIMULATE_TRUTHS_H_
