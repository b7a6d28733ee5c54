// Against lavaan's numbers: ordinal_moments_reference.R made ordinal_moments_reference.json.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/moments/ordinal_sample.h"

namespace trustsem {
namespace {

using Json = nlohmann::json;

const Json& References() {
  static const Json references = [] {
    std::ifstream in(std::string(TRUSTSEM_SOURCE_DIR) +
                     "/tests/moments/ordinal_moments_reference.json");
    return Json::parse(in);
  }();
  return references;
}

std::vector<double> NumbersOf(const Json& column) {
  std::vector<double> numbers;
  for (const Json& x : column) {
    numbers.push_back(x.is_null() ? std::numeric_limits<double>::quiet_NaN() : x.get<double>());
  }
  return numbers;
}

std::string LabelOf(const SampleMoments& moments, const Moment& moment) {
  const std::string& first = moments.observed[moment.first];
  switch (moment.kind) {
    case MomentKind::kThreshold:
      return first + "|t" + std::to_string(moment.second + 1);
    case MomentKind::kMean:
      return first + "~1";
    case MomentKind::kSlope:
      return first + "~" + moments.observed[moments.covariates[moment.second]];
    case MomentKind::kCovariance:
      return moments.observed[moment.second] + "~~" + first;
  }
  return "";
}

struct Estimated {
  OrdinalSample data;
  SampleMoments moments;
};

Estimated EstimateCase(const Json& reference) {
  const auto variables = reference["variables"].get<std::vector<std::string>>();
  const auto ordered = reference["ordered"].get<std::set<std::string>>();
  const auto covariates = reference["covariates"].get<std::vector<std::string>>();
  Columns columns;
  std::set<std::string> continuous(covariates.begin(), covariates.end());
  for (const std::string& name : variables) {
    columns.emplace_back(name, NumbersOf(reference["columns"][name]));
    if (ordered.count(name) == 0) continuous.insert(name);
  }
  for (const std::string& name : covariates) {
    columns.emplace_back(name, NumbersOf(reference["columns"][name]));
  }
  const std::string group = reference["group"], weights = reference["weights"];
  OrdinalSample data(
      columns, continuous,
      group.empty() ? std::vector<double>{} : NumbersOf(reference["columns"][group]));
  // Who answered nothing is not among the respondents.
  for (SampleGroup& g : data.sample.groups) {
    std::erase_if(g.rows, [&](uint32_t row) {
      return std::all_of(columns.begin(), columns.end(),
                         [&](const auto& column) { return std::isnan(column.second[row]); });
    });
  }
  std::vector<double> weight_numbers;
  if (!weights.empty()) {
    weight_numbers = NumbersOf(reference["columns"][weights]);
    data.sample.weights = &weight_numbers;
  }
  OrdinalOptions options;
  options.covariates = covariates;
  std::vector<Note> notes;
  SampleMoments moments = MakeOrdinalMoments(data.sample, options, &notes);
  data.sample.weights = nullptr;
  return {std::move(data), std::move(moments)};
}

class OrdinalReference : public ::testing::TestWithParam<int> {};

TEST_P(OrdinalReference, StatisticsAndAsymptoticCovarianceAreLavaans) {
  const Json& reference = References()[static_cast<size_t>(GetParam())];
  SCOPED_TRACE(reference["name"].get<std::string>());
  const Estimated estimated = EstimateCase(reference);
  const SampleMoments& moments = estimated.moments;
  ASSERT_EQ(moments.groups.size(), reference["groups"].size());
  for (size_t g = 0; g < moments.groups.size(); ++g) {
    const GroupMoments& group = moments.groups[g];
    const Json& expected = reference["groups"][g];
    const auto labels = expected["labels"].get<std::vector<std::string>>();
    const auto statistics = NumbersOf(expected["statistics"]), gamma = NumbersOf(expected["gamma"]);
    const int m = static_cast<int>(labels.size());
    ASSERT_EQ(group.layout.size(), labels.size());
    ASSERT_EQ(group.statistics.size(), m);
    std::map<std::string, int> position;
    for (int k = 0; k < m; ++k) position[LabelOf(moments, group.layout[k])] = k;
    const Eigen::MatrixXd actual = group.influence->ScaledCovariance(Eigen::VectorXd::Ones(m), 1);
    std::vector<int> at;
    std::vector<double> sign;
    for (int k = 0; k < m; ++k) {
      ASSERT_TRUE(position.count(labels[k])) << labels[k];
      at.push_back(position[labels[k]]);
      sign.push_back(labels[k].ends_with("~1") ? -1 : 1);
      // lavaan's optimiser leaves errors of up to 2e-8 in a correlation.
      EXPECT_NEAR(sign[k] * group.statistics[at[k]], statistics[k],
                  2e-7 * std::max(1.0, std::abs(statistics[k])))
          << labels[k];
    }
    // At a bound lavaan's variances follow a rule of their own.
    if (reference["name"] == "boundary") continue;
    for (int column = 0, k = 0; column < m; ++column) {
      EXPECT_NEAR(group.asymptotic_variances[at[column]], actual(at[column], at[column]),
                  1e-12 * actual(at[column], at[column]));
      for (int row = column; row < m; ++row, ++k) {
        const double scale = std::sqrt(actual(at[row], at[row]) * actual(at[column], at[column]));
        EXPECT_NEAR(sign[row] * sign[column] * actual(at[row], at[column]), gamma[k], 1e-6 * scale)
            << labels[row] << " with " << labels[column];
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, OrdinalReference,
                         ::testing::Range(0, static_cast<int>(References().size())));

}  // namespace
}  // namespace trustsem
