// The columns of a simulated survey: each writes one cell of a respondent.
#ifndef TRUSTSEM_SIMULATE_SURVEY_COLUMNS_H_
#define TRUSTSEM_SIMULATE_SURVEY_COLUMNS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "base/random.h"
#include "simulate/population.h"
#include "spec/model.h"

namespace trustsem {

// A text as a CSV cell: quoted where it holds a separator, a quote or a line end.
std::string CsvCell(const std::string& text);

// A column that does not depend on the model's variables.
class FurtherColumn {
 public:
  // `draw`: the index of the column's draw.
  FurtherColumn(const MetaColumn& column, uint32_t draw);
  const std::string& header() const { return header_; }
  void Write(uint64_t number, const RandomStream& stream, std::string* line) const;

 private:
  MetaColumn column_;
  uint32_t draw_;
  std::string header_;
  std::vector<std::string> cells_;  // categories
  std::vector<double> upper_;       // cumulated shares
};

// An observed variable, from its continuous response.
class ItemColumn {
 public:
  ItemColumn(const Model& model, const Population& population, int item, bool continuous);
  const std::string& header() const { return header_; }
  void Write(double response, std::string* line) const;

 private:
  std::string header_;
  std::vector<double> thresholds_;
  bool scaled_ = false;
  MetaColumn scale_;
  double mean_ = 0, sd_ = 1;  // of the response
  bool reversed_ = false;
  double reversal_sum_ = 0;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SIMULATE_SURVEY_COLUMNS_H_
