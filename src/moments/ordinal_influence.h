// The casewise influence of statistics of ordered answers. A threshold's depends on one answer
// alone and a polychoric correlation's on two, so that both are looked up in small tables by the
// answers' category numbers; what depends on more than that is stored, a column each.
#ifndef TRUSTSEM_MOMENTS_ORDINAL_INFLUENCE_H_
#define TRUSTSEM_MOMENTS_ORDINAL_INFLUENCE_H_

#include <Eigen/Core>
#include <utility>
#include <vector>

#include "moments/casewise_influence.h"
#include "moments/ordinal_answers.h"

namespace trustsem {

class OrdinalInfluence : public CasewiseInfluence {
 public:
  // The columns are to be added in the layout's order. A respondent's weight, if there are any,
  // multiplies every row.
  explicit OrdinalInfluence(GroupAnswers answers) : answers_(std::move(answers)) {}

  // By the category of variable `first`: K + 1 values, the last for a missing answer.
  void AddLookup(int first, const Eigen::VectorXd& values);
  // By the categories of two: (K + 1) x (L + 1). `square_sum` is that of the column over the
  // respondents where the caller knows it (without weights), or negative.
  void AddLookup(int first, int second, const Eigen::MatrixXd& values, double square_sum);
  void AddStored(Eigen::VectorXd values);  // one a respondent

  Eigen::Index respondents() const override { return answers_.respondents; }
  Eigen::Index moments() const override { return static_cast<Eigen::Index>(columns_.size()); }
  void Rows(Eigen::Index begin, Eigen::Index count, Eigen::MatrixXd* rows) const override;
  Eigen::VectorXd Variances() const override;

 private:
  struct Column {
    int first = -1, second = -1;  // variables; -1: none
    int stride = 0;               // of the second one's categories in `values`
    Eigen::VectorXd values;       // the lookup table, row by row, or one a respondent
    double square_sum = 0;
  };

  void Add(Column column);
  // The column's part in rows [begin, begin + count) of the influence.
  void Fill(const Column& column, Eigen::Index begin, Eigen::Index count, double* out) const;

  GroupAnswers answers_;
  std::vector<Column> columns_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_ORDINAL_INFLUENCE_H_
