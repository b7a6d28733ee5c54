#include "data/moment_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.h"
#include "temporary_folder.h"

namespace trustsem {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MomentFileTest : public TemporaryFolderTest {
 protected:
  MomentFile Read(const std::string& text) { return ReadMomentFile(Write("cov.csv", text), ""); }
  std::string ReadError(const std::string& text) {
    return DataError([&] { Read(text); });
  }
};

TEST_F(MomentFileTest, FullMatrix) {
  const std::string text = "a,b,c\n4,1,.5\n1,9,2\n.5,2,16\n";
  const MomentFile moments = Read(text);
  EXPECT_THAT(moments.names, ElementsAre("a", "b", "c"));
  ASSERT_EQ(moments.covariances.size(), 1u);
  Eigen::Matrix3d expected;
  expected << 4, 1, .5, 1, 9, 2, .5, 2, 16;
  EXPECT_EQ(moments.covariances[0], expected);
  EXPECT_FALSE(moments.correlations);
  EXPECT_TRUE(moments.means.empty());
  EXPECT_EQ(moments.hash, Hash(text));
}

TEST_F(MomentFileTest, EveryLayoutGivesTheSameMatrix) {
  Eigen::Matrix2d expected;
  expected << 1, .25, .25, 1;
  for (const char* text :
       {"a,b\n1\n.25,1\n", "a,b\n1,\n.25,1\n", "\"\",\"a\",\"b\"\n\"a\",1,.25\n\"b\",.25,1\n",
        "a;b\n1;0,25\n0,25;1\n", "name,a,b\na,1,.25\nb,.25,1\n", "a,b\na,1,.25\nb,.25,1\n",
        "a,b\r\n1,.25\r\n.25,1\r\n\r\n"}) {
    SCOPED_TRACE(text);
    const MomentFile moments = Read(text);
    EXPECT_THAT(moments.names, ElementsAre("a", "b"));
    EXPECT_EQ(moments.covariances[0], expected);
    EXPECT_TRUE(moments.correlations);
  }
}

TEST_F(MomentFileTest, GroupsAndMeans) {
  const std::string means = Write("means.csv", "a,b\n1,2\n3,-4\n");
  const std::string path = Write("cov.csv", "a,b\n1,.5\n.5,1\n2\n.3,5\n");
  const MomentFile moments = ReadMomentFile(path, means);
  ASSERT_EQ(moments.covariances.size(), 2u);
  EXPECT_EQ(moments.covariances[1](0, 1), .3);
  EXPECT_EQ(moments.covariances[1](1, 1), 5);
  EXPECT_FALSE(moments.correlations) << "the second group has variances";
  ASSERT_EQ(moments.means.size(), 2u);
  EXPECT_EQ(moments.means[1], Eigen::Vector2d(3, -4));

  const auto error = [&](const std::string& text) {
    const std::string other = Write("other.csv", text);
    return DataError([&] { ReadMomentFile(path, other); });
  };
  EXPECT_THAT(error("a,b\n1,2\n"), HasSubstr("1 row of numbers where the covariances have 2"));
  EXPECT_THAT(error("b,a\n1,2\n3,4\n"), HasSubstr("header differs"));
  EXPECT_THAT(error("a,b\n1,\n3,4\n"), AllOf(HasSubstr(":2:"), HasSubstr("mean of 'b' is empty")));
}

TEST_F(MomentFileTest, NotSquare) {
  EXPECT_THAT(ReadError("a,b\n1,0\n0,1\n1,0\n"),
              HasSubstr("not square: 2 names in the header and 3 rows"));
  EXPECT_THAT(ReadError("a,b\n"), HasSubstr("not square: 2 names in the header and 0 rows"));
  EXPECT_THAT(ReadError("a,b\n1,0,3\n0,1\n"),
              AllOf(HasSubstr("cov.csv:2:"), HasSubstr("3 numbers where the header has 2 names")));
}

TEST_F(MomentFileTest, NamesTwiceOrInAnotherOrder) {
  EXPECT_THAT(ReadError("a,a\n1,0\n0,1\n"), HasSubstr("'a' stands twice"));
  EXPECT_THAT(ReadError("a,b\nb,1,0\na,0,1\n"), HasSubstr("the row is named 'b'"));
}

TEST_F(MomentFileTest, NotSymmetricNamesThePairAndBothValues) {
  const std::string message = ReadError("a,b,c\n1,.1,.2\n.1,1,.3\n.2,.35,1\n");
  EXPECT_THAT(message, HasSubstr("cov.csv:4: the matrix is not symmetric: 'c' with 'b' is 0.35, "
                                 "'b' with 'c' is 0.3"));
  // The noise of a computation passes and is averaged.
  EXPECT_NEAR(Read("a,b\n1,.5\n.500000000001,1\n").covariances[0](0, 1), .5, 1e-12);
}

TEST_F(MomentFileTest, CellsThatAreNoFiniteNumbers) {
  const std::string message = ReadError("a,b,c\n1,x,0\n0,1,inf\n0,0,1\n");
  EXPECT_THAT(message, HasSubstr("cov.csv:2: the cell 'x' in column 'b' is no finite number"));
  EXPECT_THAT(message, HasSubstr("cov.csv:3: the cell 'inf' in column 'c' is no finite number"));
  EXPECT_THAT(ReadError("a,b,c\n1,.1,.2\n.1,1,\n.2,.3,1\n"),
              HasSubstr("the cell of 'b' and 'c' is empty"));
}

TEST_F(MomentFileTest, Variances) {
  EXPECT_THAT(ReadError("a,b\n1,0\n0,-2\n"), HasSubstr("the variance of 'b' is -2"));
  EXPECT_THAT(ReadError("a,b\n0,0\n0,2\n"), HasSubstr("the variance of 'a' is 0"));
}

TEST_F(MomentFileTest, NotPositiveDefiniteNamesTheVariables) {
  // c = a + b; d has nothing to do with it; the scales differ by 10^6.
  const std::string message = ReadError("a,b,c,d\n1,0,1,0\n0,1,1,0\n1,1,2,0\n0,0,0,1000000\n");
  EXPECT_THAT(message, AllOf(HasSubstr("not positive definite"), HasSubstr("'a'"), HasSubstr("'b'"),
                             HasSubstr("'c'")));
  EXPECT_THAT(message, ::testing::Not(HasSubstr("'d'")));
  EXPECT_THAT(ReadError("a,b\n1,2\n2,1\n"), HasSubstr("eigenvalue of its correlations is -1"));
  EXPECT_THAT(ReadError("a,b\n1,.2\n.2,1\n1,2\n2,1\n"), HasSubstr("of group 2 is not positive"));
}

TEST_F(MomentFileTest, MissingFile) {
  EXPECT_THAT(DataError([&] { ReadMomentFile(Path("none.csv"), ""); }),
              HasSubstr("does not exist"));
}

}  // namespace
}  // namespace trustsem
