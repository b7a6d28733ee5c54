// A text in the languages that labels are shown in.
#ifndef TRUSTSEM_SPEC_TEXT_H_
#define TRUSTSEM_SPEC_TEXT_H_

#include <string>

namespace trustsem {

// Either may be empty.
struct Text {
  std::string en;
  std::string zh;
};

}  // namespace trustsem

#endif  // TRUSTSEM_SPEC_TEXT_H_
