#include "base/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace trustsem {
namespace {

using ::testing::HasSubstr;

class FileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) /
              ("trustsem_file_test_" + std::to_string(getpid()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(Path(name), std::ios::binary) << text;
    return Path(name);
  }
  size_t FilesInFolder() const {
    return static_cast<size_t>(std::distance(std::filesystem::directory_iterator(folder_), {}));
  }

  std::filesystem::path folder_;
};

Error ReadError(const std::string& path, uint64_t limit = 1 << 20) {
  try {
    ReadTextFile(path, ErrorKind::kSpecification, "the model specification", limit);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no error for " << path;
  return Error(ErrorKind::kOther, "none");
}

TEST_F(FileTest, ReadsAllBytes) {
  std::string text("a\0b\r\n\xff", 6);
  for (int i = 0; i < 20000; ++i) text += "0123456789";
  const std::string path = Write("whole.bin", text);
  EXPECT_EQ(ReadTextFile(path, ErrorKind::kData, "the file"), text);
}

TEST_F(FileTest, MissingFileNamesItAndANearOne) {
  Write("model.yaml", "x");
  const Error error = ReadError(Path("modle.yaml"));
  EXPECT_EQ(error.kind(), ErrorKind::kSpecification);
  EXPECT_THAT(error.what(), HasSubstr("modle.yaml: the model specification does not exist"));
  EXPECT_THAT(error.what(), HasSubstr("model.yaml"));
}

TEST_F(FileTest, DirectoryEmptyAndLargeFilesAreFaults) {
  EXPECT_THAT(ReadError(folder_.string()).what(), HasSubstr("is a directory"));
  EXPECT_THAT(ReadError(Write("empty", "")).what(), HasSubstr("is empty"));
  EXPECT_THAT(ReadError(Write("eleven", "12345678901"), 10).what(), HasSubstr("larger than 10"));
  EXPECT_EQ(ReadTextFile(Write("ten", "1234567890"), ErrorKind::kData, "it", 10).size(), 10u);
}

TEST_F(FileTest, WritesNewAndReplacesOld) {
  const std::string path = Path("out.txt");
  WriteFileAtomically(path, "first");
  EXPECT_EQ(ReadTextFile(path, ErrorKind::kData, "it"), "first");
  chmod(path.c_str(), 0640);
  WriteFileAtomically(path, "second");
  EXPECT_EQ(ReadTextFile(path, ErrorKind::kData, "it"), "second");
  struct stat status = {};
  stat(path.c_str(), &status);
  EXPECT_EQ(status.st_mode & 07777u, 0640u) << "the mode of the old file is kept";
  EXPECT_EQ(FilesInFolder(), 1u) << "nothing is left beside the file";
}

TEST_F(FileTest, NewFilesFollowTheMask) {
  const mode_t mask = umask(027);
  WriteFileAtomically(Path("masked"), "x");
  umask(mask);
  struct stat status = {};
  stat(Path("masked").c_str(), &status);
  EXPECT_EQ(status.st_mode & 07777u, 0640u);
}

TEST_F(FileTest, FailedWriteIsAUsageErrorAndLeavesNothing) {
  try {
    WriteFileAtomically(Path("no_such_folder/out.txt"), "x");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUsage);
    EXPECT_THAT(error.what(), HasSubstr("no_such_folder/out.txt: the file cannot be written"));
    EXPECT_THAT(error.what(), HasSubstr("make its folder first"));
  }
  EXPECT_THROW(WriteFileAtomically(folder_.string(), "x"), Error);
  EXPECT_EQ(FilesInFolder(), 0u);
}

TEST_F(FileTest, SymbolicLinksAndDevicesStay) {
  const std::string target = Write("target", "old");
  std::filesystem::create_symlink(target, Path("link"));
  WriteFileAtomically(Path("link"), "new");
  EXPECT_TRUE(std::filesystem::is_symlink(Path("link")));
  EXPECT_EQ(ReadTextFile(target, ErrorKind::kData, "it"), "new");
  WriteFileAtomically("/dev/null", "x");
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

TEST(Hash, IsXxh3Of128Bits) {
  // The reference values of XXH3_128bits (xxhash 0.8) for no bytes and for "a".
  EXPECT_EQ(Hash(""), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(Hash("a"), "a96faf705af16834e6c632b61e964e1f");
  EXPECT_NE(Hash("ab"), Hash("ba"));
}

}  // namespace
}  // namespace trustsem
