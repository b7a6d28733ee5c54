#include "data/sample_replicates.h"

#include <gmock/gmock.h>

#include "sample_builders.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string RangeError(const std::vector<std::string>& columns) {
  try {
    ExpandColumnRanges(columns);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    return error.what();
  }
  return "";
}

TEST(SampleReplicatesTest, RangesOfColumns) {
  EXPECT_THAT(ExpandColumnRanges({"w", "rw9-rw11"}), ElementsAre("w", "rw9", "rw10", "rw11"));
  EXPECT_THAT(ExpandColumnRanges({"rw_08-rw_10"}), ElementsAre("rw_08", "rw_09", "rw_10"));
  EXPECT_THAT(ExpandColumnRanges({"rep-1-rep-2"}), ElementsAre("rep-1", "rep-2"));
  // A name with a hyphen.
  EXPECT_THAT(ExpandColumnRanges({"weight-1", "a1-b2"}), ElementsAre("weight-1", "a1-b2"));
}

TEST(SampleReplicatesTest, RangesThatAreNone) {
  EXPECT_THAT(RangeError({"rw8-rw1"}), HasSubstr("the range of columns 'rw8-rw1' runs backwards"));
  EXPECT_THAT(RangeError({"rw1-rw999999999"}), HasSubstr("is too long"));
  EXPECT_THAT(RangeError({"rw1-rw3", "rw2"}), HasSubstr("'rw2' is given twice"));
}

// Twelve respondents in two groups, with two replicates.
struct Columns {
  std::vector<double> a, b, group, weight, first, second;
  Columns() {
    for (int i = 0; i < 12; ++i) {
      a.push_back(i % 5);
      b.push_back(i % 3);
      group.push_back(i % 2);
      weight.push_back(1 + i % 4);
      first.push_back(i < 2 ? 0 : weight.back() * 1.2);
      second.push_back(i > 9 ? 0 : weight.back() * 1.2);
    }
  }
  std::vector<Column> Make() const {
    return {Numbers("a", a),           Numbers("b", b),       Numbers("group", group),
            Numbers("weight", weight), Numbers("rw1", first), Numbers("rw2", second)};
  }
};

SampleRequest Replicated(std::vector<std::string> columns = {"rw1", "rw2"}) {
  SampleRequest request = Request({"a", "b"}, "group", "weight");
  request.replicate_weights = std::move(columns);
  return request;
}

TEST(SampleReplicatesTest, ColumnsAreFound) {
  const Sample sample = MakeSample(MakeFrame(Columns().Make()), Replicated());
  ASSERT_EQ(sample.replicate_weights.size(), 2u);
  EXPECT_EQ((*sample.replicate_weights[1])[11], 0);
  EXPECT_THAT(ColumnsNeeded(Replicated()), ElementsAre("a", "b", "group", "weight", "rw1", "rw2"));
  EXPECT_THAT(SampleError(Columns().Make(), Replicated({"rw1", "rw02"})),
              AllOf(HasSubstr("the column of replicate weights 'rw02' is no column"),
                    HasSubstr("did you mean 'rw2'")));
}

TEST(SampleReplicatesTest, WeightsThatCannotBe) {
  Columns columns;
  columns.first[4] = columns.second[3] = columns.second[5] = kNaN;
  columns.second[7] = -1;
  EXPECT_THAT(
      SampleError(columns.Make(), Replicated()),
      AllOf(HasSubstr("the replicate weight in 'rw1' is missing in data row 5 (3 values in 2 "
                      "columns)"),
            HasSubstr("the replicate weight in 'rw2' is negative in data row 8 (1 value in 1 "
                      "column)")));
}

TEST(SampleReplicatesTest, ReplicatesThatAreNone) {
  EXPECT_THAT(SampleError(Columns().Make(), Replicated({"weight", "rw1"})),
              HasSubstr("the replicate weights in 'weight' are the sampling weights themselves"));
  Columns columns;
  for (size_t i = 0; i < 12; i += 2) columns.first[i] = 0;
  EXPECT_THAT(SampleError(columns.Make(), Replicated()),
              HasSubstr("the replicate weights in 'rw1' are zero for all respondents in the group "
                        "'0' of 'group'"));
}

}  // namespace
}  // namespace trustsem
