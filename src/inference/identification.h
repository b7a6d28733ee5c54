// Whether the parameters can be found from the moments at all, before any fitting: the counting
// rule and the rank of the moments' Jacobian (Wald 1950; Bollen 1989, ch. 4 and 8; Bekker, Merckens
// & Wansbeek 1994), and the order condition for the equations of reciprocal pairs.
#ifndef TRUSTSEM_INFERENCE_IDENTIFICATION_H_
#define TRUSTSEM_INFERENCE_IDENTIFICATION_H_

#include <Eigen/Core>
#include <string>
#include <vector>

#include "base/error.h"
#include "implied/structural_model.h"
#include "moments/sample_moments.h"
#include "table/parameter_table.h"

namespace trustsem {

// The equation of one side of a reciprocal pair: what identifies it.
struct ReciprocalEquation {
  std::string outcome, partner;          // outcome <- partner is the path in question
  std::vector<std::string> instruments;  // enter the partner's equation and not the outcome's
  int group = 1;
};

struct Identification {
  bool identified = true;
  int degrees_of_freedom = 0;
  int deficiency = 0;           // free parameters less rank
  std::vector<int> parameters;  // free parameters that the null directions involve
  std::vector<ReciprocalEquation> reciprocal;
};

// The rank is taken at the starting values and, where it is deficient there, at several random
// points around them: a model is refused only where it is deficient at all of them.
Identification CheckIdentification(const ParameterTable& table, const StructuralModel& model,
                                   const SampleMoments& moments, const Eigen::VectorXd& start);

// Every pair of variables that regress on each other, by group 1.
std::vector<ReciprocalEquation> ReciprocalEquations(const ParameterTable& table);

// What to tell the user of a model that is not identified.
Fault DescribeFailure(const Identification& identification, const ParameterTable& table);

}  // namespace trustsem

#endif  // TRUSTSEM_INFERENCE_IDENTIFICATION_H_
