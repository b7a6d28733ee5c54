// Ordered answers as a user meets them: what is refused, what is told, what must not matter.
#include <functional>

#include "base/random.h"
#include "tests/cli/program.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;

using Rows = std::vector<std::vector<double>>;

class OrderedAnswersTest : public ProgramTest {
 protected:
  // Four items of one construct with answers 1 to `categories`, a weight and a group.
  static Rows Survey(int rows, int categories = 4) {
    Rows out;
    for (int i = 0; i < rows; ++i) {
      const RandomStream random(77, static_cast<uint64_t>(i));
      std::vector<double> row;
      for (uint32_t j = 0; j < 4; ++j) {
        const double y = 0.8 * random.Normal(0) + 0.6 * random.Normal(j + 1);
        double answer = 1;
        for (int k = 1; k < categories; ++k) {
          answer += y > -1.3 + 2.6 * (k - 0.5) / (categories - 1) + 0.1 * j;
        }
        row.push_back(answer);
      }
      row.push_back(0.5 + random.Uniform(9));
      row.push_back(1 + i % 2);
      out.push_back(row);
    }
    return out;
  }
  std::string File(const Rows& rows, const std::string& name = "answers.csv") const {
    std::ostringstream text;
    text << "a,b,c,d,w,market\n";
    for (const std::vector<double>& row : rows) {
      for (size_t j = 0; j < row.size(); ++j) {
        if (j > 0) text << ",";
        if (!std::isnan(row[j])) text << row[j];
      }
      text << "\n";
    }
    return Write(name, text.str());
  }
  std::string Model() const { return Write("f.lav", "f =~ a + b + c + d\n"); }
  ProgramRun Fit(const std::string& data, const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"fit",       Model(), "--data",   data,
                                          "--ordered", "all",   "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  static bool HasWarning(const ProgramRun& run, const std::string& code) {
    const nlohmann::json json = run.Json();
    for (const auto& warning : json["warnings"]) {
      if (warning["code"] == code) return true;
    }
    return false;
  }
  static void ExpectSameFit(const ProgramRun& a, const ProgramRun& b, double tolerance) {
    ASSERT_EQ(a.status, 0) << a.error;
    ASSERT_EQ(b.status, 0) << b.error;
    const nlohmann::json first = a.Json()["fit"], second = b.Json()["fit"];
    ASSERT_GT(first.size(), 50u);
    for (const auto& [name, value] : first.items()) {
      if (!value.is_number()) continue;
      EXPECT_NEAR(second[name].get<double>(), value.get<double>(),
                  tolerance * std::max(1.0, std::abs(value.get<double>())))
          << name;
    }
  }
};

TEST_F(OrderedAnswersTest, WlsmvIsTheDefault) {
  const ProgramRun run = Fit(File(Survey(300)));
  ASSERT_EQ(run.status, 0) << run.error;
  EXPECT_EQ(run.Json()["program"]["options"]["estimator"], "WLSMV");
  EXPECT_EQ(run.Json()["npar"], 4 + 4 * 3);
  EXPECT_TRUE(run.Json()["fit"].contains("chisq_scaled"));
  EXPECT_TRUE(run.Json()["fit"].contains("cfi_robust"));
}

TEST_F(OrderedAnswersTest, OptionsThatDoNotGoTogether) {
  const std::string data = File(Survey(300));
  ExpectRefused(Fit(data, {"--estimator", "ML"}), 2, {"ML is not for ordered", "WLSMV"});
  ExpectRefused(Fit(data, {"--estimator", "GLS"}), 2, {"GLS is not for ordered"});
  ExpectRefused(Fit(data, {"--missing", "fiml"}), 2, {"fiml", "pairwise"});
  ExpectRefused(Fit(data, {"--parameterization", "gamma"}), 2, {"--parameterization"});
  ExpectRefused(Fit(data, {"--smoothing", "rigde"}), 2, {"--smoothing"});
  ExpectRefused(Fit(data, {"--empty-cell", "-1"}), 2, {"--empty-cell"});
  ExpectRefused(Fit(data, {"--threads", "0"}), 2, {"--threads"});
  ExpectRefused(Run({"fit", Model(), "--data", data, "--ordered", "a,e"}), 2,
                {"'e' is declared ordered", "a, b, c and d"});
  ExpectRefused(Run({"fit", Model(), "--data", data, "--missing", "pairwise"}), 2, {"pairwise"});
  ExpectRefused(Run({"fit", Model(), "--cov",
                     Write("m.csv",
                           "a,b,c,d\n1,,,\n.5,1,,\n.5,.5,1,\n"
                           ".5,.5,.5,1\n"),
                     "--nobs", "200", "--ordered", "all"}),
                2, {"ordered variables need respondents"});
}

TEST_F(OrderedAnswersTest, AnswersThatAreNoCategories) {
  Rows rows = Survey(300);
  rows[5][1] = 2.5;
  ExpectRefused(Fit(File(rows)), 4, {"'b'", "2.5", "row 6"});
  rows = Survey(300);
  for (auto& row : rows) row[2] = 3;
  ExpectRefused(Fit(File(rows)), 4, {"'c'"});
  rows = Survey(300);
  for (size_t i = 0; i < rows.size(); ++i) rows[i][3] = static_cast<double>(i % 51);
  ExpectRefused(Fit(File(rows)), 4, {"'d'", "more than 50"});
  std::string text = "a,b,c,d\n";
  for (const auto& row : Survey(300)) {
    text += row[0] > 2 ? "agree" : "disagree";
    for (int j = 1; j < 4; ++j) text += "," + std::to_string(static_cast<int>(row[j]));
    text += "\n";
  }
  ExpectRefused(Fit(Write("labels.csv", text)), 4, {"'a'", "agree", "numbers"});
}

TEST_F(OrderedAnswersTest, WeightsThatAreNone) {
  const auto with = [&](const std::function<void(Rows*)>& change) {
    Rows rows = Survey(300);
    change(&rows);
    return Fit(File(rows), {"--weights", "w"});
  };
  ExpectRefused(with([](Rows* rows) { (*rows)[3][4] = -1; }), 4, {"'w'", "negative", "row 4"});
  ExpectRefused(with([](Rows* rows) { (*rows)[3][4] = std::nan(""); }), 4, {"'w'", "missing"});
  ExpectRefused(with([](Rows* rows) {
                  for (auto& row : *rows) row[4] = 0;
                }),
                4, {"'w'", "zero"});
  ExpectRefused(Fit(File(Survey(300)), {"--weights", "v"}), 4, {"'v'"});
  const ProgramRun equal = with([](Rows* rows) {
    for (auto& row : *rows) row[4] = 2;
  });
  EXPECT_TRUE(HasWarning(equal, "equal_weights"));
  ExpectSameFit(Fit(File(Survey(300))), equal, 1e-9);
}

TEST_F(OrderedAnswersTest, WeightsCountByTheirRatios) {
  Rows rows = Survey(300);
  const ProgramRun one = Fit(File(rows), {"--weights", "w"});
  for (auto& row : rows) row[4] *= 100;
  ExpectSameFit(one, Fit(File(rows, "hundred.csv"), {"--weights", "w"}), 1e-6);
}

// Categories are an order: other numbers in the same order are the same answers.
TEST_F(OrderedAnswersTest, CodesAreAnOrder) {
  Rows rows = Survey(300);
  const ProgramRun plain = Fit(File(rows));
  for (auto& row : rows) {
    row[0] = row[0] * 10 - 5;
    row[1] = row[1] * row[1];
  }
  ExpectSameFit(plain, Fit(File(rows, "other.csv")), 1e-12);
}

TEST_F(OrderedAnswersTest, OrdersThatDoNotMatter) {
  Rows rows = Survey(300);
  const ProgramRun plain = Fit(File(rows));
  std::reverse(rows.begin(), rows.end());
  ExpectSameFit(plain, Fit(File(rows, "reversed.csv")), 1e-8);
  const std::string turned = Write("turned.lav", "f =~ d + b + a + c\n");
  ExpectSameFit(plain,
                Run({"fit", turned, "--data", File(rows), "--ordered", "all", "--format", "json"}),
                1e-8);
}

// Delta and theta are two ways to write one model; so are markers and unit variances.
TEST_F(OrderedAnswersTest, ParameterizationsFitAlike) {
  const std::string data = File(Survey(400));
  const ProgramRun delta = Fit(data);
  ExpectSameFit(delta, Fit(data, {"--parameterization", "theta"}), 1e-8);
  ExpectSameFit(delta, Fit(data, {"--std-lv"}), 1e-8);
  const std::vector<std::string> groups = {"--group", "market", "--equal", "loadings,thresholds"};
  std::vector<std::string> theta = groups;
  theta.insert(theta.end(), {"--parameterization", "theta"});
  ExpectSameFit(Fit(data, groups), Fit(data, theta), 1e-7);
}

TEST_F(OrderedAnswersTest, ThreadsDoNotMatter) {
  const std::string data = File(Survey(300));
  const ProgramRun one = Fit(data, {"--threads", "1"}), four = Fit(data, {"--threads", "4"});
  ASSERT_EQ(one.status, 0);
  EXPECT_EQ(one.Json()["parameters"], four.Json()["parameters"]);
  EXPECT_EQ(one.Json()["fit"], four.Json()["fit"]);
}

// Any of the categories, in either group: each group's thresholds are those that its answers
// determine, by their numbers, so that groups without equality fit as they do alone.
TEST_F(OrderedAnswersTest, ACategoryThatOneGroupNeverUsed) {
  for (int market = 1; market <= 2; ++market) {
    for (int category = 1; category <= 4; ++category) {
      SCOPED_TRACE(std::to_string(category) + " in " + std::to_string(market));
      Rows rows = Survey(600), alone[2];
      for (auto& row : rows) {
        if (row[5] == market && row[0] == category) row[0] = category < 3 ? category + 1 : 2;
        alone[row[5] == 1 ? 0 : 1].push_back(row);
      }
      const std::string data = File(rows);
      const ProgramRun run = Fit(data, {"--group", "market"});
      ASSERT_EQ(run.status, 0) << run.error;
      EXPECT_TRUE(HasWarning(run, "unused_category"));
      double chisq = 0;
      for (const Rows& one : alone) {
        chisq += Fit(File(one, "alone.csv")).Json()["fit"]["chisq"].get<double>();
      }
      EXPECT_NEAR(run.Json()["fit"]["chisq"].get<double>(), chisq, 1e-7 * chisq);
      // The boundary above the unused category is gone, below it where it is the last.
      const std::string gone = "t" + std::to_string(std::min(category, 3));
      const nlohmann::json json = run.Json();
      std::vector<std::string> thresholds;
      for (const auto& row : json["parameters"]) {
        if (row["op"] == "|" && row["lhs"] == "a" && row["group"] == market) {
          thresholds.push_back(row["rhs"]);
        }
      }
      EXPECT_EQ(thresholds.size(), 2u);
      EXPECT_THAT(thresholds, ::testing::Not(::testing::Contains(gone)));
      EXPECT_EQ(Fit(data, {"--group", "market", "--equal", "loadings,thresholds"}).status, 0);
    }
  }
}

TEST_F(OrderedAnswersTest, PairwiseUsesWhatThereIs) {
  Rows rows = Survey(300);
  for (size_t i = 0; i < 60; ++i) rows[i][i % 4] = std::nan("");
  const std::string data = File(rows);
  const ProgramRun listwise = Fit(data), pairwise = Fit(data, {"--missing", "pairwise"});
  EXPECT_EQ(listwise.Json()["nobs"][0], 240);
  EXPECT_EQ(pairwise.Json()["nobs"][0], 300);
  // Without holes they are one.
  const std::string complete = File(Survey(300), "complete.csv");
  ExpectSameFit(Fit(complete), Fit(complete, {"--missing", "pairwise"}), 1e-12);
  // Nobody in a group answered an item.
  rows = Survey(300);
  for (auto& row : rows) {
    if (row[5] == 2) row[3] = std::nan("");
  }
  ExpectRefused(Fit(File(rows, "gap.csv"), {"--missing", "pairwise", "--group", "market"}), 4,
                {"'d'", "'2'"});
}

TEST_F(OrderedAnswersTest, SmoothingIsAskedFor) {
  // Three items that contradict each other pair by pair: each pair was answered by others.
  const Rows survey = Survey(900, 3);
  std::string text = "a,b,c,d\n";
  const auto cell = [](double x) { return std::to_string(static_cast<int>(x)); };
  for (size_t i = 0; i < survey.size(); ++i) {
    const auto& r = survey[i];
    const double x = r[0];
    if (i % 3 == 0) text += cell(x) + "," + cell(i % 27 ? x : 4 - x) + ",," + cell(r[3]) + "\n";
    if (i % 3 == 1)
      text += "," + cell(x) + "," + cell(i % 27 != 1 ? x : 4 - x) + "," + cell(r[3]) + "\n";
    if (i % 3 == 2)
      text += cell(x) + ",," + cell(i % 27 != 2 ? 4 - x : x) + "," + cell(r[3]) + "\n";
  }
  const std::string data = Write("contradiction.csv", text);
  const ProgramRun plain =
      Run({"fit", Write("cov.lav", "a ~~ b + c + d\nb ~~ c\n"), "--data", data, "--ordered",
           "a,b,c,d", "--missing", "pairwise", "--format", "json"});
  ASSERT_EQ(plain.status, 0) << plain.error;
  EXPECT_TRUE(HasWarning(plain, "correlations_not_positive_definite"));
  EXPECT_FALSE(HasWarning(plain, "correlations_smoothed"));
  for (const char* kind : {"ridge", "eigenvalues"}) {
    const ProgramRun smoothed =
        Run({"fit", Write("cov.lav", "a ~~ b + c + d\nb ~~ c\n"), "--data", data, "--ordered",
             "a,b,c,d", "--missing", "pairwise", "--format", "json", "--smoothing", kind});
    ASSERT_EQ(smoothed.status, 0) << smoothed.error;
    EXPECT_TRUE(HasWarning(smoothed, "correlations_smoothed")) << kind;
  }
}

TEST_F(OrderedAnswersTest, ThresholdsThatTheDataDoNotHave) {
  const std::string data = File(Survey(300));
  const std::string model = Write("t.lav", "f =~ a + b + c + d\na | t1 + t7\n");
  ExpectRefused(Run({"fit", model, "--data", data, "--ordered", "all"}), 3,
                {"t.lav:2", "'a | t7'", "4 categories"});
}

TEST_F(OrderedAnswersTest, AModelThatThresholdsCannotIdentify) {
  const std::string data = File(Survey(600, 2));
  ExpectRefused(Fit(data, {"--group", "market", "--equal", "thresholds"}), 6, {"not identified"});
}

// Equal thresholds release the means of all constructs, one more than can be known: the hint is one
// that mends it.
TEST_F(OrderedAnswersTest, MeansOfSecondOrder) {
  const std::string data = Source("tests/reference/data/survey.csv");
  const std::string model =
      "F =~ conf1 + conf2 + conf3\nG =~ comp1 + comp2 + comp3\nH =~ co1 + co2 + co3\n"
      "T =~ F + G + H\n";
  const auto fit = [&](const std::string& text) {
    return Run({"fit", Write("second.lav", text), "--data", data, "--ordered", "all", "--group",
                "female", "--equal", "loadings,thresholds", "--format", "json"});
  };
  ExpectRefused(fit(model), 6, {"not identified", "'T ~ c(0, 0)*1'"});
  EXPECT_EQ(fit(model + "T ~ c(0, 0)*1\n").status, 0);
}

TEST_F(OrderedAnswersTest, EarlierOutputStaysWhereItWas) {
  Rows rows = Survey(300);
  rows[0][0] = 1.5;
  const std::string earlier = Write("result.json", "earlier");
  EXPECT_EQ(Fit(File(rows), {"--output", earlier}).status, 4);
  EXPECT_EQ(Read(earlier), "earlier");
}

}  // namespace
}  // namespace trustsem
