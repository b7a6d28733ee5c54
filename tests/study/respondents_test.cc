#include "study/respondents.h"

#include <gmock/gmock.h>

#include <cmath>

#include "spec/read_model.h"
#include "tests/data/temporary_folder.h"

namespace trustsem {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RespondentsTest : public TemporaryFolderTest {
 protected:
  Respondents Read(const std::string& items, const std::string& codebook,
                   const std::vector<std::string>& columns) const {
    const std::string text = "trustsem: 1\nconstructs: {f: [a, b, c]}\n" + items;
    Model model = ReadModel(Write("model.yaml", text));
    model.data.codebook =
        Write("codebook.yaml", "codebook: 1\nmissing: [99]\nvariables:\n" + codebook);
    return ReadRespondents(model, Write("d.csv", "id,a,b,c,g\n1,1,99,1,x\n2,2,2,0,y\n"), columns);
  }
};

constexpr char kTwo[] = "  a: {type: number, label: First}\n  b: {type: number}\n";

TEST_F(RespondentsTest, EveryColumnOfTheModelIsDescribed) {
  const std::string message = DataError([&] { Read("", kTwo, {"a", "b", "c"}); });
  EXPECT_THAT(message, HasSubstr("codebook.yaml: the model uses 'c', which the codebook does not "
                                 "describe; describe it in the codebook"));
  EXPECT_THAT(message, Not(HasSubstr("'b'")));
  EXPECT_THAT(DataError([&] {
                Read("data: {group: g}\n", std::string(kTwo) + "  c: {type: number}\n",
                     {"a", "b", "c", "g"});
              }),
              HasSubstr("the model uses 'g'"));
}

TEST_F(RespondentsTest, ColumnsOfQuestionsAreDescribed) {
  // The id is read beside the model's columns.
  const Respondents respondents =
      Read("", std::string(kTwo) + "  q: {type: multiple_choice, columns: {c: Chosen}}\n",
           {"a", "b", "c", "id"});
  EXPECT_TRUE(std::isnan(respondents.frame->Find("b")->numbers[0]));
  EXPECT_EQ(respondents.frame->Find("c")->numbers[1], 0);
}

TEST_F(RespondentsTest, AVariableOfAnotherNameHasItsColumnsLabel) {
  const Respondents respondents = Read("items: {c: {column: a}}\n", kTwo, {"a", "b"});
  ASSERT_EQ(respondents.labels.size(), 2u);
  EXPECT_EQ(respondents.labels[1].first, "c");
  EXPECT_EQ(respondents.labels[1].second.en, "First");
}

TEST_F(RespondentsTest, AColumnThatTheDataLackIsNoMatterOfTheCodebook) {
  EXPECT_NO_THROW(Read("items: {c: {column: cc}}\n", kTwo, {"a", "b", "cc"}));
}

}  // namespace
}  // namespace trustsem
