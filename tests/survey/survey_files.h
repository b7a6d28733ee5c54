// Small surveys as text, and what goes wrong with them.
#ifndef TRUSTSEM_TESTS_SURVEY_SURVEY_FILES_H_
#define TRUSTSEM_TESTS_SURVEY_SURVEY_FILES_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/error.h"
#include "data/frame.h"
#include "data/read_data.h"
#include "tests/data/temporary_folder.h"

namespace trustsem {

class SurveyTest : public TemporaryFolderTest {
 protected:
  Frame Read(const std::string& csv) const { return ReadData(Write("survey.csv", csv)); }
};

// The text of the Error of that kind that `call` throws; a failure where it throws none.
template <typename Call>
std::string ErrorText(ErrorKind kind, Call call) {
  try {
    call();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind);
    return error.what();
  }
  ADD_FAILURE() << "no error was thrown";
  return "";
}

}  // namespace trustsem

#endif  // TRUSTSEM_TESTS_SURVEY_SURVEY_FILES_H_
