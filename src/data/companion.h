// What the folder of a data file says of it.
#ifndef TRUSTSEM_DATA_COMPANION_H_
#define TRUSTSEM_DATA_COMPANION_H_

#include "data/frame.h"

namespace trustsem {

// Looks in README.md of the file's folder for a line
//   synthetic: <file name>: <sentence>
// and, where there is one, marks the frame as synthetic with that sentence.
void ReadCompanion(Frame* frame);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_COMPANION_H_
