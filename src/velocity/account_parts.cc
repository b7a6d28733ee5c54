#include "velocity/account_parts.h"

#include <algorithm>

namespace trustsem {
AccountRows SortByAccount(const std::vector<VelocityResponse>& responses, size_t accounts) {
  constexpr auto kAccount = size_t(VelocityLevel::kAccount);
  AccountRows rows;
  rows.begin.assign(accounts + 1, 0);
  for (const VelocityResponse& response : responses) {
    if (!(response.flags & kRejected)) ++rows.begin[size_t(response.member[kAccount]) + 1];
  }
  for (size_t a = 0; a < accounts; ++a) rows.begin[a + 1] += rows.begin[a];
  rows.responses.resize(rows.begin.back());
  std::vector<uint32_t> next(rows.begin.begin(), rows.begin.end() - 1);
  for (size_t i = 0; i < responses.size(); ++i) {
    if (responses[i].flags & kRejected) continue;
    rows.responses[next[size_t(responses[i].member[kAccount])]++] = uint32_t(i);
  }
  for (size_t a = 0; a < accounts; ++a) {
    std::stable_sort(rows.responses.begin() + rows.begin[a],
                     rows.responses.begin() + rows.begin[a + 1], [&](uint32_t i, uint32_t j) {
                       const VelocityResponse &x = responses[i], &y = responses[j];
                       return x.wave != y.wave ? x.wave < y.wave : x.time < y.time;
                     });
  }
  return rows;
}

std::vector<AccountPart> MakeAccountParts(const std::vector<VelocityResponse>& responses,
                                          const AccountRows& rows, VelocityLevel level) {
  std::vector<AccountPart> parts;
  for (size_t a = 0; a < rows.accounts(); ++a) {
    const size_t first = parts.size();  // an account's parts stand together, few of them
    for (uint32_t i : rows.Of(a)) {
      const VelocityResponse& response = responses[i];
      const int32_t group = response.member[size_t(level)];
      if (group < 0 || !(response.index == response.index)) continue;
      size_t at = first;
      while (at < parts.size() && parts[at].group != group) ++at;
      if (at == parts.size()) parts.push_back({group, int32_t(a)});
      AccountPart& part = parts[at];
      ++part.responses;
      part.time += response.time;
      part.scores += response.score;
      part.error_variance += response.score_error * response.score_error;
      for (size_t c = 0; c < part.components.size(); ++c) {
        if (response.components[c] != response.components[c]) continue;
        part.components[c] += response.components[c];
        ++part.answered[c];
      }
    }
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const AccountPart& x, const AccountPart& y) { return x.group < y.group; });
  return parts;
}

std::vector<std::span<const AccountPart>> SplitByGroup(const std::vector<AccountPart>& parts,
                                                       size_t groups) {
  std::vector<std::span<const AccountPart>> result(groups);
  for (size_t begin = 0; begin < parts.size();) {
    size_t end = begin;
    while (end < parts.size() && parts[end].group == parts[begin].group) ++end;
    result[size_t(parts[begin].group)] = std::span(parts).subspan(begin, end - begin);
    begin = end;
  }
  return result;
}

}  // namespace trustsem
