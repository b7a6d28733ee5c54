// How far a long run is, on a terminal: one line of standard error, drawn again as the run goes and
// gone at its end. In a pipe or a file there is none.
#ifndef TRUSTSEM_BASE_PROGRESS_H_
#define TRUSTSEM_BASE_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace trustsem {

// "Replicates [#####-----]  1000/2000   50%  1:05 left", at most `width` columns. What does not fit
// is left out: first the bar, then the time, then the name. `seconds_left` below zero: not known.
std::string ProgressLine(const std::string& name, int64_t done, int64_t all, double seconds_left,
                         int width);

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  // `done` of `all` pieces are there before the run begins (they took no time of it). The line is
  // written to `descriptor`, standard error in the program.
  Progress(std::string name, int64_t all, int64_t done, int descriptor = 2);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();  // clears the line

  // `done` in all by now. May be called at will: the line changes ten times a second at most.
  void Update(int64_t done, Clock::time_point now = Clock::now());

 private:
  std::string name_;
  int64_t all_, done_before_;
  int descriptor_;
  bool shown_;          // whether the descriptor is a terminal
  bool drawn_ = false;  // whether there is a line to clear
  Clock::time_point begin_, last_;
};

}  // namespace trustsem

#endif  // TRUSTSEM_BASE_PROGRESS_H_
