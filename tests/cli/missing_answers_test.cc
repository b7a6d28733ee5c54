// Missing answers as a user meets them: what is told of them, auxiliary variables, multiple
// imputation, and what is refused.
#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class MissingAnswersTest : public ProgramTest {
 protected:
  static std::string Holes() { return Reference("holzinger_holes.csv"); }
  static std::string OrderedHoles() { return Reference("ordered_holes.csv"); }
  std::string TwoFactors(const std::string& more = "") const {
    return Write("two.lav", "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\n" + more);
  }
  std::string TwoConstructs() const {
    return Write("constructs.lav", "M =~ m1 + m2 + m3\nQ =~ q1 + q2 + q3\nQ ~ M\n");
  }
  ProgramRun Fit(const std::string& model, const std::string& data,
                 const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"fit", model, "--data", data};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  ProgramRun Impute(const std::vector<std::string>& more) const {
    std::vector<std::string> options = {"--ordered", "all", "--missing", "imputation"};
    options.insert(options.end(), more.begin(), more.end());
    return Fit(TwoConstructs(), OrderedHoles(), options);
  }
};

TEST_F(MissingAnswersTest, AreCountedForEveryTreatment) {
  for (const char* treatment : {"listwise", "fiml"}) {
    const ProgramRun run =
        Fit(ThreeFactors(), Holes(), {"--missing", treatment, "--format", "json"});
    ASSERT_EQ(run.status, 0) << run.error;
    const nlohmann::json missing = run.Json()["missing"];
    EXPECT_EQ(missing["respondents"], 300);
    EXPECT_EQ(missing["without_answers"], 1);
    EXPECT_EQ(missing["groups"].size(), 1u);
    EXPECT_EQ(missing["groups"][0]["coverage"]["x1"], 1);
    EXPECT_LT(missing["groups"][0]["coverage"]["x2"].get<double>(), 1);
    EXPECT_EQ(missing["groups"][0]["frequent_patterns"][0]["missing"].size(), 0u);
    EXPECT_EQ(missing["groups"][0]["frequent_patterns"][0]["respondents"], missing["complete"]);
    // tests/reference/little_test.R; listwise deletion does not estimate what it needs.
    if (std::string(treatment) == "fiml") {
      EXPECT_NEAR(missing["little"]["chisq"].get<double>(), 288.6957794, 1e-6);
      EXPECT_EQ(missing["little"]["df"], 257);
    } else {
      EXPECT_TRUE(missing["little"]["chisq"].is_null());
    }
  }
}

TEST_F(MissingAnswersTest, AreToldInWordsOfBothLanguages) {
  const ProgramRun english = Fit(ThreeFactors(), Holes(), {"--missing", "fiml"});
  EXPECT_THAT(english.out, HasSubstr("Little's test does not reject"));
  EXPECT_THAT(english.out, HasSubstr("Respondents without any answer, left out: 1"));
  EXPECT_THAT(english.out, HasSubstr("Most frequent patterns"));
  const ProgramRun chinese = Fit(ThreeFactors(), Holes(), {"--missing", "fiml", "--lang", "zh"});
  EXPECT_THAT(chinese.out, HasSubstr("缺失答案"));
  EXPECT_THAT(chinese.out, Not(HasSubstr("Little's")));
}

TEST_F(MissingAnswersTest, AreTestedByACheck) {
  const ProgramRun run = Run({"check", ThreeFactors(), "--data", Holes(), "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_NEAR(run.Json()["missing"]["little"]["pvalue"].get<double>(), 0.08479880995, 1e-9);
  const ProgramRun ordered = Run({"check", TwoConstructs(), "--data", OrderedHoles(), "--ordered",
                                  "all", "--missing", "pairwise", "--format", "json"});
  ASSERT_EQ(ordered.status, 0) << ordered.error;
  EXPECT_GT(ordered.Json()["missing"]["groups"][0]["patterns"], 5);
  EXPECT_TRUE(ordered.Json()["missing"]["little"]["chisq"].is_null());
}

TEST_F(MissingAnswersTest, OfCompleteDataThereIsNothingToTell) {
  const ProgramRun run = Fit(ThreeFactors(), Reference("holzinger.csv"), {"--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_FALSE(run.Json().contains("missing"));
}

TEST_F(MissingAnswersTest, PairsNeverObservedTogetherAreNamed) {
  std::string csv = "a,b,c\n";
  int i = 0;
  for (const std::vector<double>& row : Answers(60)) {
    csv += i % 2 == 0 ? std::to_string(row[0]) + ",," : "," + std::to_string(row[1]) + ",";
    csv += std::to_string(row[2]) + "\n";
    ++i;
  }
  const ProgramRun run = Fit(OneFactor(), Write("never.csv", csv), {"--missing", "fiml"});
  ExpectRefused(run, 4, {"no respondent has answered both 'a' and 'b'"});
}

TEST_F(MissingAnswersTest, AuxiliaryVariablesAreFlaggedAndNotListed) {
  const std::vector<std::string> options = {"--missing", "fiml", "--auxiliary", "x7,x8"};
  const ProgramRun text = Fit(TwoFactors(), Holes(), options);
  ASSERT_EQ(text.status, 0) << text.error;
  EXPECT_THAT(text.out, HasSubstr("auxiliary = x7 and x8"));
  EXPECT_THAT(text.out, HasSubstr("observed variables: 6"));
  const size_t tables = text.out.find("Measurement: loadings"),
               end = text.out.find("Missing answers");
  ASSERT_LT(tables, end);
  EXPECT_THAT(text.out.substr(tables, end - tables), Not(HasSubstr("x7")));

  std::vector<std::string> json_options = options;
  json_options.insert(json_options.end(), {"--format", "json"});
  const nlohmann::json json = Fit(TwoFactors(), Holes(), json_options).Json();
  int flagged = 0;
  for (const auto& row : json["parameters"]) {
    const bool of_auxiliary = row["lhs"] == "x7" || row["lhs"] == "x8";
    EXPECT_EQ(row.contains("auxiliary"), of_auxiliary) << row;
    flagged += of_auxiliary;
  }
  EXPECT_EQ(flagged, 2 + 1 + 2 * 6 + 2);
  for (const auto& pair : json["residual_correlations"]) {
    EXPECT_NE(pair["second"], "x7");
    EXPECT_NE(pair["second"], "x8");
  }
  // The extended model restricts nothing more.
  const nlohmann::json without =
      Fit(TwoFactors(), Holes(), {"--missing", "fiml", "--format", "json"}).Json();
  EXPECT_EQ(json["fit"]["df"], without["fit"]["df"]);
  EXPECT_EQ(json["fit"]["baseline_df"], without["fit"]["baseline_df"]);
  json_options.back() = "csv";
  EXPECT_THAT(Fit(TwoFactors(), Holes(), json_options).out, Not(HasSubstr("x7")));
}

// R, from the formulas of Zhang & Savalei (2023) on lavaan's model, baseline with free covariances
// of the auxiliary variables, and saturated model, the Jacobian by differences.
TEST_F(MissingAnswersTest, RobustIndicesRestOnTheBaselineWithAuxiliaryVariables) {
  const ProgramRun run =
      Fit(TwoFactors(), Holes(),
          {"--missing", "fiml", "--auxiliary", "x7,x8,ageyr", "--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_NEAR(run.Json()["fit"]["cfi_robust"].get<double>(), 0.987199860, 1e-8);
}

TEST_F(MissingAnswersTest, AuxiliaryVariablesStandInTheSpecification) {
  const std::string yaml = Write("two.yaml",
                                 "trustsem: 1\n"
                                 "constructs: {visual: [x1, x2, x3], textual: [x4, x5, x6]}\n"
                                 "items: {x7: {missing: 99}}\n"
                                 "data: {auxiliary: [x7, x8]}\nfit: {missing: fiml}\n");
  const ProgramRun run = Fit(yaml, Holes(), {"--format", "json"});
  ASSERT_EQ(run.status, 0) << run.error;
  const nlohmann::json lavaan =
      Fit(TwoFactors(), Holes(), {"--missing", "fiml", "--auxiliary", "x7,x8", "--format", "json"})
          .Json();
  ExpectSameEstimates(run.Json(), lavaan, 1e-9);
}

TEST_F(MissingAnswersTest, AuxiliaryVariablesThatCannotBeUsedAreRefused) {
  const auto refuse = [&](const std::string& model, const std::vector<std::string>& options,
                          int status, const std::string& message) {
    ExpectRefused(Fit(model, Holes(), options), status, {message});
  };
  const std::vector<std::string> fiml = {"--missing", "fiml", "--auxiliary"};
  const auto with = [&](const std::string& names, std::vector<std::string> more = {}) {
    std::vector<std::string> options = fiml;
    options.push_back(names);
    options.insert(options.end(), more.begin(), more.end());
    return options;
  };
  refuse(TwoFactors(), {"--auxiliary", "x7"}, 2, "tell nothing without full information");
  refuse(TwoFactors(), with("x7,x2"), 2, "the auxiliary variable 'x2' is in the model already");
  refuse(TwoFactors(), with("visual"), 2, "'visual' is a construct of the model");
  refuse(TwoFactors(), with("x7,x7"), 2, "'x7' is named twice");
  refuse(TwoFactors(), with("x77"), 4, "x77");
  refuse(TwoFactors(), {"--ordered", "all", "--missing", "pairwise", "--auxiliary", "x7"}, 2,
         "the model has ordered ones");
  refuse(TwoFactors("visual ~ ageyr\n"), with("x7", {"--fixed-x", "true"}), 2, "ageyr");
  ExpectRefused(
      Run({"scores", TwoFactors(), "--data", Holes(), "--missing", "fiml", "--auxiliary", "x7"}), 2,
      {"not available with auxiliary variables"});
  ExpectRefused(Run({"check", TwoFactors(), "--auxiliary", "x7"}), 2, {"full information"});
  for (const char* command : {"fit", "check"}) {
    ExpectRefused(Run({command, TwoFactors(), "--cov", Reference("holzinger_cov.csv"), "--nobs",
                       "301", "--missing", "fiml", "--auxiliary", "x7"}),
                  2, {"need respondents, not a moment matrix"});
  }
}

TEST_F(MissingAnswersTest, ImputationIsReproducible) {
  const std::vector<std::string> options = {"--imputations", "5",   "--seed", "3",
                                            "--format",      "json"};
  const ProgramRun run = Impute(options);
  ASSERT_EQ(run.status, 0) << run.error;
  std::vector<std::string> single = options;
  single.insert(single.end(), {"--threads", "1"});
  EXPECT_EQ(Impute(single).out, run.out);
  std::vector<std::string> other = options;
  other[3] = "4";
  const nlohmann::json json = run.Json(), again = Impute(other).Json();
  EXPECT_NE(again["fit"]["chisq_scaled"], json["fit"]["chisq_scaled"]);
  EXPECT_EQ(json["imputation"]["sets"], 5);
  EXPECT_EQ(json["imputation"]["used"], 5);
  EXPECT_EQ(json["imputation"]["seed"], 3);
  EXPECT_GT(json["imputation"]["largest_missing_information"], 0);
}

// Answers are missing completely at random in these data, of which the complete ones are known:
// imputation and pairwise statistics agree within their errors, and imputation, which takes what is
// missing from all that a respondent answered, comes nearer to what the complete answers say.
TEST_F(MissingAnswersTest, ImputationComesNearToCompleteAnswers) {
  const auto fit = [&](const std::string& data, const std::vector<std::string>& more) {
    std::vector<std::string> options = {"--ordered", "all", "--format", "json"};
    options.insert(options.end(), more.begin(), more.end());
    return Fit(TwoConstructs(), data, options).Json();
  };
  const nlohmann::json complete = fit(Reference("ordered.csv"), {});
  const nlohmann::json pairwise = fit(OrderedHoles(), {"--missing", "pairwise"});
  const nlohmann::json imputed =
      fit(OrderedHoles(), {"--missing", "imputation", "--imputations", "30"});
  ASSERT_EQ(imputed["parameters"].size(), pairwise["parameters"].size());
  EXPECT_EQ(imputed["nobs"], pairwise["nobs"]);
  double of_imputed = 0, of_pairwise = 0;
  int count = 0;
  for (size_t i = 0; i < imputed["parameters"].size(); ++i) {
    const nlohmann::json &a = imputed["parameters"][i], &b = pairwise["parameters"][i];
    if (!b["free"].get<bool>()) continue;
    const double truth = complete["parameters"][i]["est"].get<double>();
    const double error = complete["parameters"][i]["se"].get<double>();
    of_imputed += std::pow((a["est"].get<double>() - truth) / error, 2);
    of_pairwise += std::pow((b["est"].get<double>() - truth) / error, 2);
    ++count;
    // Some six in a hundred answers are missing: a difference of a quarter of a standard error, and
    // of a twelfth of the standard error itself, is one standard deviation at the most.
    EXPECT_NEAR(a["est"].get<double>(), b["est"].get<double>(), 0.6 * error) << a;
    EXPECT_NEAR(a["se"].get<double>() / b["se"].get<double>(), 1, 0.12) << a;
    EXPECT_GT(a["missing_information"].get<double>(), 0);
    EXPECT_LT(a["missing_information"].get<double>(), 0.3);
    EXPECT_GT(a["df"].get<double>(), 29);
  }
  EXPECT_EQ(count, 25);
  EXPECT_LT(of_imputed, of_pairwise);
  EXPECT_LT(std::sqrt(of_imputed / count), 0.3);
  EXPECT_EQ(imputed["fit"]["df"], pairwise["fit"]["df"]);
  EXPECT_NEAR(imputed["fit"]["cfi_scaled"].get<double>(),
              pairwise["fit"]["cfi_scaled"].get<double>(), 0.02);
}

TEST_F(MissingAnswersTest, ImputationThatCannotBeIsRefused) {
  ExpectRefused(Impute({"--imputations", "1"}), 2, {"--imputations"});
  ExpectRefused(Impute({"--modification-indices"}), 2, {"not pooled"});
  ExpectRefused(Fit(ThreeFactors(), Holes(), {"--missing", "imputation"}), 2,
                {"with continuous variables alone", "fiml"});
  ExpectRefused(Fit(TwoConstructs(), OrderedHoles(), {"--ordered", "all", "--missing", "fiml"}), 2,
                {"with ordered variables", "imputation"});
  ExpectRefused(Run({"scores", TwoConstructs(), "--data", OrderedHoles(), "--ordered", "all",
                     "--missing", "imputation"}),
                2, {"not available with multiple imputation"});
}

}  // namespace
}  // namespace trustsem
