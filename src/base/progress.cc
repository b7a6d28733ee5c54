#include "base/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace trustsem {
namespace {

constexpr std::chrono::milliseconds kInterval(100);

// "0:07", "12:34", "1:02:03".
std::string Duration(double seconds) {
  const auto whole = static_cast<int64_t>(std::ceil(std::min(seconds, 3.6e9)));
  const int64_t hours = whole / 3600, minutes = whole / 60 % 60;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60)
                   : fmt::format("{}:{:02}", minutes, whole % 60);
}

int TerminalWidth(int descriptor) {
  struct winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

// A progress line that cannot be written is no reason to end the run.
void Put(int descriptor, const std::string& text) {
  [[maybe_unused]] const ssize_t count = write(descriptor, text.data(), text.size());
}

}  // namespace

std::string ProgressLine(const std::string& name, int64_t done, int64_t all, double seconds_left,
                         int width) {
  const double share = all > 0 ? static_cast<double>(done) / static_cast<double>(all) : 1;
  const std::string total = std::to_string(all);
  // Rounded down: 100% is said when all is done and not before.
  const std::string count =
      fmt::format("{:>{}}/{}  {:3.0f}%", done, total.size(), total, std::floor(100 * share));
  const std::string left = seconds_left < 0 ? "" : fmt::format("  {} left", Duration(seconds_left));
  const int columns = std::max(width, 0);
  const auto fits = [columns](size_t size) { return static_cast<int>(size) <= columns; };
  const size_t text = name.size() + 2 + count.size() + left.size();
  constexpr int kShortestBar = 10, kLongestBar = 40;
  const int room = columns - static_cast<int>(text) - 3;  // two brackets and a blank
  if (room >= kShortestBar) {
    const int length = std::min(room, kLongestBar);
    const auto filled = static_cast<size_t>(std::floor(share * length));
    return fmt::format("{} [{}{}]  {}{}", name, std::string(filled, '#'),
                       std::string(static_cast<size_t>(length) - filled, '-'), count, left);
  }
  if (fits(text)) return fmt::format("{}  {}{}", name, count, left);
  if (fits(name.size() + 2 + count.size())) return fmt::format("{}  {}", name, count);
  return count.substr(0, static_cast<size_t>(columns));
}

Progress::Progress(std::string name, int64_t all, int64_t done, int descriptor)
    : name_(std::move(name)),
      all_(all),
      done_before_(done),
      descriptor_(descriptor),
      shown_(isatty(descriptor) == 1),
      begin_(Clock::now()),
      last_(begin_) {}

Progress::~Progress() {
  if (drawn_) Put(descriptor_, "\r\x1b[K");
}

void Progress::Update(int64_t done, Clock::time_point now) {
  if (!shown_ || now - last_ < kInterval) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const int64_t computed = done - done_before_;
  const double left =
      computed > 0 ? seconds * static_cast<double>(all_ - done) / static_cast<double>(computed)
                   : -1;
  // The last column stays empty: some terminals begin a new line there.
  Put(descriptor_,
      "\r" + ProgressLine(name_, done, all_, left, TerminalWidth(descriptor_) - 1) + "\x1b[K");
  drawn_ = true;
}

}  // namespace trustsem
