// A folder for the files of one test, removed with them.
#ifndef TRUSTSEM_TESTS_DATA_TEMPORARY_FOLDER_H_
#define TRUSTSEM_TESTS_DATA_TEMPORARY_FOLDER_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/error.h"

namespace trustsem {

class TemporaryFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* info = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("trustsem_" + std::to_string(getpid()) + "_" + info->test_suite_name() + "_" +
               info->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::string Write(const std::string& name, const std::string& bytes) const {
    std::ofstream(Path(name), std::ios::binary) << bytes;
    return Path(name);
  }

  std::filesystem::path folder_;
};

// The text of the Error(kData) that `call` throws; a failure where it throws none.
template <typename Call>
std::string DataError(Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kData);
    return error.what();
  }
  ADD_FAILURE() << "no error was thrown";
  return "";
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_DATA_TEMPORARY_FOLDER_H_
