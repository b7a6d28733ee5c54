#include "study/scores.h"

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "spec/read_model.h"
#include "tests/support/numerical.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

const std::string kData = std::string(TRUSTSEM_SOURCE_DIR) + "/tests/reference/data/";

// A file that goes with the test.
class DataFile {
 public:
  DataFile(const std::string& name, const std::string& text)
      : path_(::testing::TempDir() + "trustsem_scores_" + name) {
    std::ofstream(path_) << text;
  }
  ~DataFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

ScoreTable ScoreFile(const Model& model, const std::string& file,
                     const ScoreOptions& options = {}) {
  DataInput input;
  input.data = file;
  return ScoreRespondents(model, input, options);
}

void ExpectRefused(const std::function<void()>& action, ErrorKind kind, const std::string& part) {
  try {
    action();
    FAIL() << "not refused: " << part;
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    EXPECT_THAT(error.what(), HasSubstr(part));
  }
}

ScoreMethod MethodOf(const std::string& name) {
  if (name == "bartlett") return ScoreMethod::kBartlett;
  return name == "ebm" ? ScoreMethod::kPosteriorMode : ScoreMethod::kRegression;
}

Model ModelOf(const Json& reference) {
  Model model = ReadLavaan(reference["model"], "model.lav");
  const Json& options = reference["options"];
  if (!options.is_object()) return model;
  if (options.contains("group")) model.data.group = options["group"];
  if (options.contains("equal")) model.fit.equal = options["equal"];
  if (options.contains("ordered")) model.data.ordered = options["ordered"];
  if (options.contains("parameterization")) {
    model.fit.parameterization = options["parameterization"];
  }
  return model;
}

// Against lavaan: scores_reference.R made scores_reference.json. Its minimiser leaves errors of
// 1e-6 to 1e-5 in the estimates, and so in the scores.
TEST(ScoresTest, AgreeWithLavaan) {
  std::ifstream in(std::string(TRUSTSEM_SOURCE_DIR) + "/tests/study/scores_reference.json");
  const Json references = Json::parse(in);
  EXPECT_EQ(references.size(), 14u);
  for (const Json& reference : references) {
    SCOPED_TRACE(reference["name"]);
    ScoreOptions options;
    options.method = MethodOf(reference["method"]);
    const ScoreTable table =
        ScoreFile(ModelOf(reference), kData + std::string(reference["data"]), options);
    for (size_t k = 0; k < reference["rows"].size(); ++k) {
      const auto row = reference["rows"][k].get<Eigen::Index>();
      SCOPED_TRACE(row);
      EXPECT_EQ(table.respondents[static_cast<size_t>(row - 1)].row, row);
      for (size_t c = 0; c < table.constructs.size(); ++c) {
        const std::string& name = table.constructs[c];
        const auto index = static_cast<Eigen::Index>(c);
        EXPECT_NEAR(table.scores(index, row - 1), reference["scores"][k][name].get<double>(), 5e-5)
            << name;
        EXPECT_NEAR(table.errors(index, row - 1), reference["se"][k][name].get<double>(), 5e-5)
            << name;
      }
    }
  }
}

// Four items of the survey, ordered or not.
Model Trust(bool ordered) {
  Model model = ReadLavaan("trust =~ trust1 + trust2 + trust3 + trust4", "model.lav");
  model.data.all_ordered = ordered;
  return model;
}

TEST(ScoresTest, TheMethodGoesByTheAnswers) {
  EXPECT_EQ(ScoreFile(Trust(false), kData + "survey.csv").method, ScoreMethod::kRegression);
  EXPECT_EQ(ScoreFile(Trust(true), kData + "survey.csv").method, ScoreMethod::kPosteriorMode);
  for (const ScoreMethod method : {ScoreMethod::kRegression, ScoreMethod::kBartlett}) {
    ScoreOptions options;
    options.method = method;
    ExpectRefused([&] { ScoreFile(Trust(true), kData + "survey.csv", options); }, ErrorKind::kUsage,
                  std::string("the method ") + ToString(method) + " is for continuous items");
  }
}

// Incomplete respondents are scored by the estimates that the complete ones gave.
TEST(ScoresTest, RespondentsWhomTheEstimationLeftOut) {
  for (const bool ordered : {false, true}) {
    SCOPED_TRACE(ordered);
    std::ifstream in(kData + "survey.csv");
    std::string line, complete, with_gaps;
    std::getline(in, line);
    complete = with_gaps = line + "\n";
    for (int i = 0; i < 400; ++i) {
      std::getline(in, line);
      complete += line + "\n";
      with_gaps += line + "\n";
      if (i == 10) {
        // trust1 to trust4 are the columns 17 to 20.
        std::vector<std::string> cells;
        std::istringstream cell_stream(line);
        for (std::string cell; std::getline(cell_stream, cell, ',');) cells.push_back(cell);
        const auto joined = [&] {
          std::string text;
          for (size_t k = 0; k < cells.size(); ++k) text += (k == 0 ? "" : ",") + cells[k];
          return text + "\n";
        };
        cells[16] = "";
        with_gaps += joined();
        for (size_t k = 17; k < 20; ++k) cells[k] = "";
        with_gaps += joined();
      }
    }
    const std::string name = ordered ? "ordered.csv" : "continuous.csv";
    const DataFile all("complete_" + name, complete), gaps("gaps_" + name, with_gaps);
    const ScoreTable expected = ScoreFile(Trust(ordered), all.path());
    const ScoreTable table = ScoreFile(Trust(ordered), gaps.path());
    ASSERT_EQ(expected.respondents.size(), 400u);
    ASSERT_EQ(table.respondents.size(), 401u);
    EXPECT_EQ(table.rows_read, 402);
    EXPECT_EQ(table.rows_without_scores, 1);
    EXPECT_EQ(table.scores.leftCols(11), expected.scores.leftCols(11));
    EXPECT_EQ(table.scores.rightCols(389), expected.scores.rightCols(389));
    EXPECT_EQ(table.respondents[11].row, 12);
    EXPECT_FALSE(table.respondents[11].estimated);
    EXPECT_TRUE(table.respondents[12].estimated);
    EXPECT_EQ(table.respondents[12].row, 14);
    // Three items say less than four, and not the same.
    EXPECT_GT(table.errors(0, 11), table.errors(0, 10) * 1.001);
    EXPECT_NE(table.scores(0, 11), table.scores(0, 10));
    EXPECT_NEAR(table.scores(0, 11), table.scores(0, 10), 2 * table.errors(0, 11));

    ScoreOptions options;
    options.all_rows = true;
    const ScoreTable listed = ScoreFile(Trust(ordered), gaps.path(), options);
    ASSERT_EQ(listed.respondents.size(), 402u);
    EXPECT_TRUE(std::isnan(listed.scores(0, 12)));
    EXPECT_TRUE(std::isnan(listed.errors(0, 12)));
    EXPECT_EQ(listed.scores.rightCols(389), expected.scores.rightCols(389));
    std::vector<std::string> codes;
    for (const Note& note : listed.warnings) codes.push_back(note.code);
    EXPECT_THAT(
        codes, ::testing::IsSupersetOf({"scores_beside_estimation", "respondents_without_scores"}));
  }
}

TEST(ScoresTest, DoNotDependOnThreads) {
  for (const bool ordered : {false, true}) {
    Model model = Trust(ordered);
    model.data.group = "market";
    Sample sample;
    DataInput input;
    input.data = kData + "survey.csv";
    const LoadedMoments loaded = LoadMoments(model, input, {}, &sample);
    const std::unique_ptr<FittedModel> fit = EstimateModel(model, loaded.moments, nullptr);
    const ScoreTable listed = ScoreFile(model, input.data);
    ScoreTable one = listed, many = listed;
    FillScores(*fit, sample, 1, &one);
    FillScores(*fit, sample, 5, &many);
    ASSERT_TRUE(one.scores.allFinite());
    EXPECT_EQ(one.scores, many.scores);
    EXPECT_EQ(one.errors, many.errors);
  }
}

// Each group has its own means and cut points; a group fitted alone gives the same.
TEST(ScoresTest, GroupsHaveTheirOwnEstimates) {
  for (const bool ordered : {false, true}) {
    Model model = Trust(ordered);
    model.data.group = "market";
    model.fit.mean_structure = true;
    const ScoreTable table = ScoreFile(model, kData + "survey.csv");
    ASSERT_GT(table.groups.size(), 1u);
    std::ifstream in(kData + "survey.csv");
    std::string line, text;
    std::getline(in, line);
    text = line + "\n";
    while (std::getline(in, line)) {
      if (line.ends_with("," + table.groups[1])) text += line + "\n";
    }
    const DataFile alone("group.csv", text);
    Model own = Trust(ordered);
    own.fit.mean_structure = true;
    const ScoreTable expected = ScoreFile(own, alone.path());
    Eigen::Index k = 0;
    for (size_t n = 0; n < table.respondents.size(); ++n) {
      if (table.respondents[n].group != 1) continue;
      ASSERT_LT(k, expected.scores.cols());
      EXPECT_NEAR(table.scores(0, static_cast<Eigen::Index>(n)), expected.scores(0, k++), 1e-5);
    }
    EXPECT_EQ(k, expected.scores.cols());
  }
}

TEST(ScoresTest, IdsComeFromTheirColumn) {
  ScoreOptions options;
  options.id_column = "market";
  const ScoreTable table = ScoreFile(Trust(false), kData + "survey.csv", options);
  ASSERT_EQ(table.ids.size(), 1600u);
  EXPECT_EQ(table.ids[0], "east");
  EXPECT_EQ(table.ids[1], "south");
  options.id_column = "markte";
  ExpectRefused([&] { ScoreFile(Trust(false), kData + "survey.csv", options); }, ErrorKind::kData,
                "did you mean 'market'?");
}

TEST(ScoresTest, WhatCannotBeScored) {
  const Model paths = ReadLavaan("trust1 ~ trust2", "model.lav");
  ExpectRefused([&] { ScoreFile(paths, kData + "survey.csv"); }, ErrorKind::kUsage,
                "no constructs");
  DataInput moments;
  moments.covariance = kData + "holzinger_cov.csv";
  moments.nobs = {301};
  ExpectRefused(
      [&] { ScoreRespondents(ReadLavaan("f =~ x1 + x2 + x3 + x4", "m.lav"), moments, {}); },
      ErrorKind::kUsage, "not a moment matrix");
  // Columns of the output with one name.
  const Model estimated = ReadLavaan("estimated =~ trust1 + trust2 + trust3", "model.lav");
  ExpectRefused([&] { ScoreFile(estimated, kData + "survey.csv"); }, ErrorKind::kUsage,
                "would be called 'estimated'");
}

TEST(ScoresTest, TellsOfConstructsWithoutScores) {
  const Model model = ReadLavaan(
      "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
      "g =~ visual + textual + speed",
      "model.lav");
  ScoreOptions options;
  options.method = ScoreMethod::kBartlett;
  const ScoreTable table = ScoreFile(model, kData + "holzinger.csv", options);
  EXPECT_TRUE(table.scores.topRows(3).allFinite());
  EXPECT_TRUE(table.scores.row(3).array().isNaN().all());
  EXPECT_EQ(table.warnings.back().code, "constructs_without_scores");
  EXPECT_THAT(table.warnings.back().message, HasSubstr("'g'"));
}

TEST(ScoresTest, TellsOfResidualCovariances) {
  Model model =
      ReadLavaan("trust =~ trust1 + trust2 + trust3 + trust4\ntrust1 ~~ trust2", "model.lav");
  model.data.all_ordered = true;
  const ScoreTable table = ScoreFile(model, kData + "survey.csv");
  EXPECT_EQ(table.warnings.back().code, "residual_covariances_left_out");
  EXPECT_THAT(table.warnings.back().message, HasSubstr("trust1 and trust2"));
}

}  // namespace
}  // namespace trustsem
