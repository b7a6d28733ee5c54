// A covariance or correlation matrix in a delimited text file, in place of raw data.
#ifndef TRUSTSEM_DATA_MOMENT_FILE_H_
#define TRUSTSEM_DATA_MOMENT_FILE_H_

#include <Eigen/Core>
#include <string>
#include <vector>

namespace trustsem {

struct MomentFile {
  std::string file;
  std::string hash;
  std::vector<std::string> names;
  std::vector<Eigen::MatrixXd> covariances;  // one a group; as in the file (divisor not changed)
  std::vector<Eigen::VectorXd> means;        // empty, or one a group
  bool correlations = false;                 // every diagonal is one
};

// A header row of names, then p rows of p numbers (full, or lower triangular with the rest empty);
// a first column of row names is understood. Several groups stand one below the other, p rows each.
// `means_path` (may be empty): the same header, one row a group.
// Throws Error(kData): not square, a name twice, not symmetric (the pair and both values named), a
// variance that is not positive, not positive definite, a cell that is no finite number.
MomentFile ReadMomentFile(const std::string& covariance_path, const std::string& means_path);

}  // namespace trustsem

#endif  // TRUSTSEM_DATA_MOMENT_FILE_H_
