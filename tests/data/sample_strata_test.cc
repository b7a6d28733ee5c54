#include "data/sample_strata.h"

#include <gmock/gmock.h>

#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// 24 respondents in three strata of eight, each with four clusters of two.
struct Columns {
  std::vector<double> a, b, cluster, group, size;
  std::vector<int32_t> stratum;
  Columns() {
    for (int i = 0; i < 24; ++i) {
      a.push_back(i % 5);
      b.push_back(i % 7);
      stratum.push_back(i / 8);
      cluster.push_back(i % 8 / 2);  // numbered anew in each stratum
      group.push_back(i / 12);
      size.push_back(i < 8 ? 4 : 10);
    }
  }
  std::vector<Column> Make() const {
    return {Numbers("a", a),
            Numbers("b", b),
            Numbers("cluster", cluster),
            Numbers("group", group),
            Numbers("size", size),
            Texts("stratum", {"north", "south", "west"}, stratum)};
  }
};

SampleRequest Stratified(const std::string& cluster = "", const std::string& population = "") {
  SampleRequest request = Request({"a", "b"});
  request.strata = "stratum";
  request.cluster = cluster;
  request.population = population;
  return request;
}

TEST(SampleStrataTest, ClustersAreNestedInStrata) {
  const Sample sample = MakeSample(MakeFrame(Columns().Make()), Stratified("cluster", "size"));
  EXPECT_EQ(sample.clusters[0], sample.clusters[1]);
  EXPECT_NE(sample.clusters[0], sample.clusters[8]);
  EXPECT_THAT(CountUnits(sample), ElementsAre(4, 4, 4));
  EXPECT_THAT(SamplingFractions(sample), ElementsAre(1, 0.4, 0.4));
  const Note* note = FindNote(sample, "clusters_across_strata");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->message,
            "4 names of 'cluster' are in several strata of 'stratum', and count as one cluster in "
            "each");
}

TEST(SampleStrataTest, RespondentsAreTheUnitsWithoutClusters) {
  Columns columns;
  for (double& size : columns.size) size = 16;
  const Sample sample = MakeSample(MakeFrame(columns.Make()), Stratified("", "size"));
  EXPECT_THAT(CountUnits(sample), ElementsAre(8, 8, 8));
  EXPECT_THAT(SamplingFractions(sample), ElementsAre(0.5, 0.5, 0.5));
  EXPECT_THAT(NoteCodes(sample), Not(Contains("clusters_across_strata")));
}

TEST(SampleStrataTest, FractionsCountTheUnitsOfAllGroups) {
  SampleRequest request = Stratified("cluster", "size");
  request.group = "group";
  const Sample sample = MakeSample(MakeFrame(Columns().Make()), request);
  EXPECT_THAT(CountUnits(sample, sample.groups[0]), ElementsAre(4, 2, 0));
  EXPECT_THAT(SamplingFractions(sample), ElementsAre(1, 0.4, 0.4));
}

TEST(SampleStrataTest, AMissingStratumIsTold) {
  Columns columns;
  columns.stratum[4] = columns.stratum[9] = -1;
  EXPECT_THAT(SampleError(columns.Make(), Stratified()),
              HasSubstr("the stratum in 'stratum' is missing in data row 5 (2 rows in all)"));
  SampleRequest request = Stratified();
  request.strata = "stratun";
  EXPECT_THAT(SampleError(columns.Make(), request),
              AllOf(HasSubstr("the strata column 'stratun' is no column"),
                    HasSubstr("did you mean 'stratum'")));
}

TEST(SampleStrataTest, OneClusterInAStratum) {
  Columns columns;
  for (size_t i = 8; i < 24; ++i) columns.cluster[i] = 1;
  EXPECT_THAT(SampleError(columns.Make(), Stratified("cluster")),
              AllOf(HasSubstr("the strata 'south' and 'west' of 'stratum' have one cluster each"),
                    HasSubstr("--single-cluster certainty")));
  SampleRequest request = Stratified("cluster");
  request.single_cluster = SingleCluster::kAverage;
  const Sample sample = MakeSample(MakeFrame(columns.Make()), request);
  const Note* note = FindNote(sample, "single_clusters");
  ASSERT_NE(note, nullptr);
  EXPECT_EQ(note->message, "the strata 'south' and 'west' of 'stratum' have one cluster each");
  // Drawn whole, such a stratum is no fault.
  for (double& size : columns.size) size = size == 10 ? 1 : 20;
  EXPECT_THAT(NoteCodes(MakeSample(MakeFrame(columns.Make()), Stratified("cluster", "size"))),
              Not(Contains("single_clusters")));
}

TEST(SampleStrataTest, OneRespondentInAStratum) {
  Columns columns;
  for (size_t i = 17; i < 24; ++i) columns.stratum[i] = 0;
  EXPECT_THAT(SampleError(columns.Make(), Stratified()),
              HasSubstr("the stratum 'west' of 'stratum' has one respondent; join strata"));
  // In a group of its own.
  SampleRequest request = Stratified();
  request.group = "group";
  Columns whole;
  for (size_t i = 9; i < 12; ++i) whole.stratum[i] = 0;
  EXPECT_THAT(SampleError(whole.Make(), request),
              HasSubstr("the stratum 'south' of 'stratum' has one respondent in the group '0'"));
}

TEST(SampleStrataTest, StrataOfOneClusterAlone) {
  Columns columns;
  for (double& cluster : columns.cluster) cluster = 1;
  SampleRequest request = Stratified("cluster");
  request.single_cluster = SingleCluster::kCertainty;
  EXPECT_THAT(SampleError(columns.Make(), request),
              HasSubstr("no stratum of 'stratum' has two clusters"));
}

TEST(SampleStrataTest, PopulationsThatCannotBe) {
  const auto error = [](size_t row, double size, const SampleRequest& request) {
    Columns columns;
    columns.size[row] = size;
    return SampleError(columns.Make(), request);
  };
  const SampleRequest request = Stratified("cluster", "size");
  EXPECT_THAT(error(3, kNaN, request),
              HasSubstr("the population in 'size' is missing in data row 4 (1 row in all)"));
  EXPECT_THAT(error(3, -7, request),
              HasSubstr("the population in 'size' is -7 where it should be above zero in data row "
                        "4"));
  EXPECT_THAT(error(3, 0, request), HasSubstr("is 0 where it should be above zero"));
  EXPECT_THAT(error(3, std::numeric_limits<double>::infinity(), request),
              HasSubstr("the population in 'size' is infinite in data row 4"));
  EXPECT_THAT(error(10, 12, request),
              HasSubstr("the population in 'size' is 10 in data row 9 and 12 in data row 11 of the "
                        "stratum 'south' of 'stratum'"));
  Columns small;
  for (size_t i = 0; i < 8; ++i) small.size[i] = 3;
  EXPECT_THAT(SampleError(small.Make(), request),
              HasSubstr("the stratum 'north' of 'stratum' has 4 clusters, more than its population "
                        "of 3 in 'size' (data row 1)"));
  EXPECT_THAT(SampleError(Columns().Make(), Stratified("", "size")),
              HasSubstr("has 8 respondents, more than its population of 4"));
  EXPECT_THAT(SampleError(Columns().Make(), Stratified("", "stratum")),
              HasSubstr("the population column 'stratum' needs numbers but holds the text"));
}

TEST(SampleStrataTest, OnePopulationWithoutStrata) {
  SampleRequest request = Request({"a", "b"});
  request.population = "size";
  EXPECT_THAT(SampleError(Columns().Make(), request),
              AllOf(HasSubstr("4 in data row 1 and 10 in data row 9 of the sample"),
                    HasSubstr("name the strata")));
  Columns columns;
  for (double& size : columns.size) size = 24;
  EXPECT_THAT(SampleError(columns.Make(), request),
              HasSubstr("by 'size' the respondents are the whole population"));
  for (double& size : columns.size) size = 96;
  EXPECT_THAT(SamplingFractions(MakeSample(MakeFrame(columns.Make()), request)), ElementsAre(0.25));
}

}  // namespace
}  // namespace trustsem
