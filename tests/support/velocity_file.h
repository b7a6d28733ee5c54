// Responses in a file of their own, for tests of trust velocity.
#ifndef TRUSTSEM_TESTS_SUPPORT_VELOCITY_FILE_H_
#define TRUSTSEM_TESTS_SUPPORT_VELOCITY_FILE_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "spec/velocity.h"
#include "velocity/analyse_velocity.h"

namespace trustsem {

// Twelve items, three a component: p1 ... b3.
inline constexpr char kVelocityItems[] = "p1,p2,p3,v1,v2,v3,r1,r2,r3,b1,b2,b3";

// With keys and whatever else `more` holds, a line each.
inline VelocitySpecification MakeVelocitySpecification(const std::string& more) {
  return ParseVelocity(
      "velocity: 1\nreplicates: 200\n"
      "components:\n"
      "  professional: {items: [p1, p2, p3]}\n  vocational: {items: [v1, v2, v3]}\n"
      "  relationship: {items: [r1, r2, r3]}\n  benefit: {items: [b1, b2, b3]}\n" +
          more,
      "velocity.yaml");
}

// A file that goes when the test ends.
class VelocityFile {
 public:
  explicit VelocityFile(const std::string& text) {
    static int number = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("trustsem_velocity_" + std::to_string(::getpid()) + "_" + std::to_string(++number) +
             ".csv");
    std::ofstream(path_) << text;
  }
  VelocityFile(const VelocityFile&) = delete;
  VelocityFile& operator=(const VelocityFile&) = delete;
  ~VelocityFile() { std::filesystem::remove(path_); }

  std::string path() const { return path_.string(); }

  VelocityResults Analyse(const VelocitySpecification& velocity, int64_t today = 20000,
                          int threads = 1) const {
    VelocityOptions options;
    options.today = today;
    options.threads = threads;
    return AnalyseVelocity(velocity, path(), options);
  }

 private:
  std::filesystem::path path_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SUPPORT_VELOCITY_FILE_H_
