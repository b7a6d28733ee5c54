// Each file in `wrong` begins with what the schema makes of it and with the faults that the reader
// must report: "# fault: line:column: text that the message contains".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "spec/read_model.h"

namespace trustsem {
namespace {

std::vector<std::string> WrongFiles() {
  std::vector<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(TRUSTSEM_SOURCE_DIR "/tests/spec/wrong")) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string Path(const std::string& name) {
  return TRUSTSEM_SOURCE_DIR "/tests/spec/wrong/" + name + ".yaml";
}

std::vector<std::string> ExpectedFaults(const std::string& path) {
  constexpr std::string_view kMark = "# fault: ";
  std::ifstream stream(path, std::ios::binary);
  std::vector<std::string> faults;
  for (std::string line; std::getline(stream, line);) {
    if (line.compare(0, kMark.size(), kMark) == 0) faults.push_back(line.substr(kMark.size()));
  }
  return faults;
}

class YamlWrongTest : public ::testing::TestWithParam<std::string> {};

TEST_P(YamlWrongTest, ReportsEveryFaultAtItsPlace) {
  const std::string path = Path(GetParam());
  const std::vector<std::string> expected = ExpectedFaults(path);
  ASSERT_FALSE(expected.empty());
  try {
    ReadModel(path);
    FAIL() << "read without a fault";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
    ASSERT_EQ(error.faults().size(), expected.size()) << error.what();
    for (size_t i = 0; i < expected.size(); ++i) {
      const size_t text = expected[i].find(": ") + 2;
      const std::string line = ToString(error.faults()[i]);
      EXPECT_THAT(line, ::testing::StartsWith(path + ":" + expected[i].substr(0, text)));
      EXPECT_THAT(line, ::testing::HasSubstr(expected[i].substr(text)));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, YamlWrongTest, ::testing::ValuesIn(WrongFiles()),
                         [](const auto& wrong) { return wrong.param; });

}  // namespace
}  // namespace trustsem
