#include "cli/bootstrap_options.h"

#include <CLI/CLI.hpp>

#include "cli/whole_number.h"

namespace trustsem {

void BootstrapArguments::AddTo(CLI::App* command) {
  command->add_option("--bootstrap", replicates,
                      "Standard errors and intervals from so many bootstrap replicates");
  command
      ->add_option("--bootstrap-method", method,
                   "nonparametric (default: respondents or clusters are drawn), bollen_stine (test "
                   "of fit alone) or parametric (drawn from the model)")
      ->check(CLI::IsMember({"nonparametric", "bollen_stine", "parametric"}));
  command
      ->add_option("--interval", interval, "Of the bootstrap: percentile (default), normal or bca")
      ->check(CLI::IsMember({"percentile", "normal", "bca"}));
  command->add_option("--checkpoint", checkpoint,
                      "Keeps finished bootstrap replicates in a file; a run that was broken off "
                      "goes on from there");
}

void BootstrapArguments::Apply(Model* model) const {
  if (!replicates.empty()) {
    model->fit.bootstrap =
        ParseWhole<int64_t>(replicates, "--bootstrap", "number of replicates", "1000");
  }
  if (!method.empty()) model->fit.bootstrap_method = method;
  if (!interval.empty()) model->fit.bootstrap_interval = interval;
}

}  // namespace trustsem
