#include "base/progress.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>

namespace trustsem {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(ProgressLine, SaysHowMuchIsDoneAndTheTimeLeft) {
  EXPECT_EQ(ProgressLine("Replicates", 500, 2000, 65, 61),
            "Replicates [#####---------------]   500/2000   25%  1:05 left");
  EXPECT_EQ(ProgressLine("Replicates", 500, 2000, -1, 50),
            "Replicates [#####---------------]   500/2000   25%");
}

TEST(ProgressLine, TimesAreRoundedUpToSeconds) {
  EXPECT_THAT(ProgressLine("R", 1, 2, 0.2, 80), EndsWith("  0:01 left"));
  EXPECT_THAT(ProgressLine("R", 1, 2, 59.5, 80), EndsWith("  1:00 left"));
  EXPECT_THAT(ProgressLine("R", 1, 2, 3600 + 62, 80), EndsWith("  1:01:02 left"));
  EXPECT_THAT(ProgressLine("R", 1, 2, 1e300, 80), EndsWith(" left"));
}

TEST(ProgressLine, AllIsDoneOnlyWhenItIs) {
  EXPECT_THAT(ProgressLine("R", 99999, 100000, -1, 80), EndsWith(" 99%"));
  EXPECT_THAT(ProgressLine("R", 100000, 100000, -1, 80), EndsWith(" 100%"));
  EXPECT_THAT(ProgressLine("R", 0, 0, -1, 80), EndsWith("0/0  100%"));
}

TEST(ProgressLine, LeavesOutWhatDoesNotFit) {
  EXPECT_EQ(ProgressLine("Replicates", 5, 20, 65, 47),
            "Replicates [##--------]   5/20   25%  1:05 left");
  EXPECT_EQ(ProgressLine("Replicates", 5, 20, 65, 46), "Replicates   5/20   25%  1:05 left");
  EXPECT_EQ(ProgressLine("Replicates", 5, 20, 65, 25), "Replicates   5/20   25%");
  EXPECT_EQ(ProgressLine("Replicates", 5, 20, 65, 12), " 5/20   25%");
  for (int width = -1; width <= 100; ++width) {
    EXPECT_LE(static_cast<int>(ProgressLine("Replicates", 5, 20, 65, width).size()),
              std::max(width, 0));
  }
}

// A terminal of `columns`, and what was written on it.
class Terminal {
 public:
  explicit Terminal(unsigned short columns) {
    master_ = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
    grantpt(master_);
    unlockpt(master_);
    slave_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    const struct winsize size = {24, columns, 0, 0};
    ioctl(slave_, TIOCSWINSZ, &size);
  }
  ~Terminal() {
    close(slave_);
    close(master_);
  }
  int descriptor() const { return slave_; }
  std::string Written() const {
    std::string text(1 << 16, '\0');
    const ssize_t count = read(master_, text.data(), text.size());
    return text.substr(0, count > 0 ? static_cast<size_t>(count) : 0);
  }

 private:
  int master_, slave_;
};

using std::chrono::milliseconds;

TEST(Progress, DrawsOneLineOnATerminalAndClearsIt) {
  const Terminal terminal(60);
  ASSERT_EQ(isatty(terminal.descriptor()), 1);
  const auto begin = Progress::Clock::now();
  {
    Progress progress("Replicates", 1010, 10, terminal.descriptor());
    // 10 of 1000 in a minute; the ten that were there before took no time.
    progress.Update(20, begin + milliseconds(60000));
    const std::string line = terminal.Written();
    EXPECT_THAT(line, StartsWith("\rReplicates ["));
    EXPECT_THAT(line, EndsWith("]    20/1010    1%  1:39:00 left\x1b[K"));
    // The last column of the terminal stays empty.
    EXPECT_EQ(line.size(), 1 + 59 + 3u);
    progress.Update(30, begin + milliseconds(120000));
    EXPECT_THAT(terminal.Written(), StartsWith("\rReplicates ["));
  }
  EXPECT_EQ(terminal.Written(), "\r\x1b[K");
}

TEST(Progress, DrawsTenTimesASecondAtMost) {
  const Terminal terminal(80);
  const auto begin = Progress::Clock::now();
  Progress progress("Replicates", 1000, 0, terminal.descriptor());
  int drawn = 0;
  for (int k = 1; k <= 1000; ++k) {
    progress.Update(k, begin + milliseconds(k));
    if (!terminal.Written().empty()) ++drawn;
  }
  EXPECT_GE(drawn, 9);
  EXPECT_LE(drawn, 10);
}

TEST(Progress, ARunThatNeverDrewClearsNothing) {
  const Terminal terminal(80);
  { Progress progress("Replicates", 1000, 0, terminal.descriptor()); }
  EXPECT_EQ(terminal.Written(), "");
}

TEST(Progress, WritesNothingIntoAPipe) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_NONBLOCK), 0);
  {
    Progress progress("Replicates", 100, 0, ends[1]);
    progress.Update(50, Progress::Clock::now() + milliseconds(5000));
  }
  char byte = 0;
  EXPECT_LT(read(ends[0], &byte, 1), 0);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
}  // namespace trustsem
