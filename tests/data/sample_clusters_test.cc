#include "data/sample_clusters.h"

#include <gmock/gmock.h>

#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

SampleRequest Clustered(const std::string& cluster, const std::string& group = "") {
  SampleRequest request = Request({"a", "b"}, group);
  request.cluster = cluster;
  return request;
}

// 48 respondents: clusters of two, of which some are in both groups with `across`.
std::vector<Column> Columns() {
  std::vector<double> a, b, pairs, one(48, 3), holes, across, group;
  for (int i = 0; i < 48; ++i) {
    a.push_back(i % 5);
    b.push_back(i % 7);
    pairs.push_back(i / 2);
    holes.push_back(i == 4 || i == 9 ? kNaN : i / 2);
    across.push_back(i % 24);
    group.push_back(i / 24);
  }
  std::vector<int32_t> codes;
  for (int i = 0; i < 48; ++i) codes.push_back(i % 3);
  return {Numbers("a", a),         Numbers("b", b),
          Numbers("pairs", pairs), Numbers("one", one),
          Numbers("holes", holes), Numbers("across", across),
          Numbers("group", group), Texts("names", {"north", "south", "west"}, codes)};
}

TEST(SampleClustersTest, RowsOfOneClusterShareANumber) {
  const Sample sample = MakeSample(MakeFrame(Columns()), Clustered("pairs"));
  ASSERT_EQ(sample.clusters.size(), 48u);
  EXPECT_EQ(sample.clusters[6], sample.clusters[7]);
  EXPECT_NE(sample.clusters[7], sample.clusters[8]);
  EXPECT_THAT(NoteCodes(sample), Not(Contains("few_clusters")));
}

TEST(SampleClustersTest, ClustersMayHaveNames) {
  const Sample sample = MakeSample(MakeFrame(Columns()), Clustered("names"));
  EXPECT_EQ(sample.clusters[0], sample.clusters[3]);
  EXPECT_NE(sample.clusters[0], sample.clusters[1]);
  const Note* few = FindNote(sample, "few_clusters");
  ASSERT_NE(few, nullptr);
  EXPECT_THAT(few->message, HasSubstr("few clusters in 'names': 3"));
}

TEST(SampleClustersTest, FaultsAreTold) {
  EXPECT_THAT(SampleError(Columns(), Clustered("holes")),
              HasSubstr("the cluster in 'holes' is missing in data row 5 (2 rows in all)"));
  EXPECT_THAT(SampleError(Columns(), Clustered("one")), HasSubstr("of one cluster in 'one'"));
  EXPECT_THAT(SampleError(Columns(), Clustered("pears")),
              AllOf(HasSubstr("the cluster column"), HasSubstr("'pairs'")));
  EXPECT_THAT(SampleError(Columns(), Clustered("group", "group")),
              HasSubstr("in the group '0' of 'group' are of one cluster"));
}

TEST(SampleClustersTest, ClustersAcrossGroupsAreTold) {
  const Sample across = MakeSample(MakeFrame(Columns()), Clustered("across", "group"));
  const Note* note = FindNote(across, "clusters_across_groups");
  ASSERT_NE(note, nullptr);
  EXPECT_THAT(note->message, HasSubstr("24 clusters of 'across' have respondents"));
  const Sample within = MakeSample(MakeFrame(Columns()), Clustered("pairs", "group"));
  EXPECT_EQ(FindNote(within, "clusters_across_groups"), nullptr);
}

}  // namespace
}  // namespace trustsem
