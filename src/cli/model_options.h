// The options that a specification may also hold: the command line's win.
#ifndef TRUSTSEM_CLI_MODEL_OPTIONS_H_
#define TRUSTSEM_CLI_MODEL_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "spec/model.h"

namespace CLI {
class App;
}

namespace trustsem {

struct ModelOptions {
  std::string file, codebook;
  std::string estimator, ordered, missing, auxiliary, group, equal, weights, cluster, strata,
      population, single_cluster, replicate_weights, replicate_method, fixed_x, parameterization,
      information, smoothing, seed;
  std::vector<double> replicate_scales;
  std::optional<double> fay;
  std::optional<double> empty_cell;
  std::optional<int> threads, imputations;
  bool mean_structure = false, std_lv = false, orthogonal = false, growth = false;

  // MODEL and all options, or the options alone for commands of several models.
  void AddTo(CLI::App* command);
  void AddOptionsTo(CLI::App* command);

  // Reads the model and writes these options over its own.
  Model Read() const;
};

// Parts of a list separated by commas, without blanks.
std::vector<std::string> SplitList(const std::string& text);

}  // namespace trustsem

#endif  // TRUSTSEM_CLI_MODEL_OPTIONS_H_
