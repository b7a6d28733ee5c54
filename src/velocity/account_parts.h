// What every account adds to every group of a level: all that the statistics of groups need.
#ifndef TRUSTSEM_VELOCITY_ACCOUNT_PARTS_H_
#define TRUSTSEM_VELOCITY_ACCOUNT_PARTS_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "velocity/velocity_results.h"

namespace trustsem {

// The responses of one account in one group: sums over those with an index.
struct AccountPart {
  int32_t group = 0, account = 0;
  int32_t responses = 0;
  double time = 0;                                       // sum of T
  double scores = 0;                                     // sum of the mean forms
  double error_variance = 0;                             // sum of the squared errors of measurement
  std::array<double, kTrustComponents> components = {};  // sums
  std::array<int32_t, kTrustComponents> answered = {};   // responses that have the component
};

// The responses of each account that are not rejected, by wave and then by time.
struct AccountRows {
  std::vector<uint32_t> responses;  // numbers of responses, account by account
  std::vector<uint32_t> begin;      // where each account's begin; one more, the end

  size_t accounts() const { return begin.size() - 1; }
  std::span<const uint32_t> Of(size_t account) const {
    return std::span(responses).subspan(begin[account], begin[account + 1] - begin[account]);
  }
};

AccountRows SortByAccount(const std::vector<VelocityResponse>& responses, size_t accounts);

// Ordered by group, then account. Responses without an index or outside of every group are left
// out.
std::vector<AccountPart> MakeAccountParts(const std::vector<VelocityResponse>& responses,
                                          const AccountRows& rows, VelocityLevel level);

// The parts of each of the groups 0 ... groups - 1; empty where a group has none.
std::vector<std::span<const AccountPart>> SplitByGroup(const std::vector<AccountPart>& parts,
                                                       size_t groups);

}  // namespace trustsem

#endif  // TRUSTSEM_VELOCITY_ACCOUNT_PARTS_H_
