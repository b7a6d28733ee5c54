// The respondents that a model is fitted to, as the file and its codebook give them.
#ifndef TRUSTSEM_STUDY_RESPONDENTS_H_
#define TRUSTSEM_STUDY_RESPONDENTS_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "data/frame.h"
#include "spec/model.h"

namespace trustsem {

struct Respondents {
  std::shared_ptr<Frame> frame;
  std::string codebook_file, codebook_hash;  // empty: the model names no codebook
  // The codebook's labels of those variables of the model that it gives none itself.
  std::vector<std::pair<std::string, Text>> labels;
};

// Reads `columns` of the file, and applies the codebook that model.data names. Throws as ReadData,
// ReadCodebook and ApplyCodebook do, and Error(kData) where the model uses a column of the file
// that the codebook does not describe.
Respondents ReadRespondents(const Model& model, const std::string& file,
                            const std::vector<std::string>& columns);

}  // namespace trustsem

#endif  // TRUSTSEM_STUDY_RESPONDENTS_H_
