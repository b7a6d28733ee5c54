#include "velocity/reported_time.h"

#include <fmt/format.h>

#include <cmath>

#include "data/frame.h"
#include "survey/estimates.h"

namespace trustsem {
namespace {

constexpr double kTwoOrThree = 2, kFourOrFive = 3, kLast = 6;

// Rows from 1.
void CheckAnswers(const ReportedTimeInput& input) {
  for (size_t i = 0; i < input.answers.size(); ++i) {
    const double answer = input.answers[i];
    if (std::isnan(answer) || (answer >= 1 && answer <= kLast && answer == std::floor(answer))) {
      continue;
    }
    throw Error(ErrorKind::kData,
                fmt::format("'{}' is {} in row {}; the interactions until trust are coded 1 (one), "
                            "2 (two or three), 3 (four or five), 4 (six to ten), 5 (more), 6 "
                            "(never)",
                            input.column, answer, i + 1),
                "recode the column, or declare the value as missing");
  }
}

// Those who answered and have a weight, with the columns of their design.
struct Answered {
  Frame frame;
  DesignOptions design;
  std::vector<double> two_to_five;
};

Answered TakeAnswered(const ReportedTimeInput& input) {
  Answered answered;
  Column weights, accounts;
  weights.name = "weight";
  accounts.name = "account";
  for (size_t i = 0; i < input.answers.size(); ++i) {
    const double answer = input.answers[i], weight = input.weights.empty() ? 1 : input.weights[i];
    if (!(weight >= 0) || std::isinf(weight)) {
      throw Error(ErrorKind::kData, fmt::format("the weight is {} in row {}", weight, i + 1),
                  "weights are numbers of 0 or more");
    }
    if (std::isnan(answer) || weight == 0) continue;
    answered.two_to_five.push_back(answer == kTwoOrThree || answer == kFourOrFive);
    weights.numbers.push_back(weight);
    accounts.numbers.push_back(input.account.empty() ? static_cast<double>(i) : input.account[i]);
  }
  answered.frame.rows = static_cast<int64_t>(weights.numbers.size());
  answered.frame.columns = {weights, accounts};
  answered.design.weights = weights.name;
  answered.design.clusters = accounts.name;
  // One account alone has no sampling error that could be seen: the share stands without interval.
  answered.design.lonely = LonelyCluster::kCertainty;
  return answered;
}

}  // namespace

ReportedTime EstimateReportedTime(const ReportedTimeInput& input) {
  CheckAnswers(input);
  ReportedTime reported;
  reported.column = input.column;
  const Answered answered = TakeAnswered(input);
  reported.responses = answered.frame.rows;
  if (reported.responses == 0) return reported;
  const SurveyDesign design = MakeSurveyDesign(answered.frame, answered.design);
  const RowMask everybody(answered.two_to_five.size(), 1);
  const SurveyEstimate share = EstimateMean(design, everybody, answered.two_to_five, true,
                                            IntervalMethod::kLogit, input.confidence)
                                   .estimate;
  reported.known = true;
  reported.two_to_five = {share.value, share.standard_error, share.lower, share.upper};
  return reported;
}

}  // namespace trustsem
