#include "spec/velocity.h"

namespace trustsem {

const char* ToString(TrustComponent component) {
  switch (component) {
    case TrustComponent::kProfessional:
      return "professional";
    case TrustComponent::kVocational:
      return "vocational";
    case TrustComponent::kRelationship:
      return "relationship";
    case TrustComponent::kBenefit:
      return "benefit";
  }
  return "";
}

const char* ToString(VelocityLevel level) {
  switch (level) {
    case VelocityLevel::kTotal:
      return "total";
    case VelocityLevel::kAccount:
      return "account";
    case VelocityLevel::kSalesperson:
      return "salesperson";
    case VelocityLevel::kSegment:
      return "segment";
    case VelocityLevel::kMarket:
      return "market";
    case VelocityLevel::kStage:
      return "stage";
  }
  return "";
}

const std::string& VelocityKeys::operator[](VelocityLevel level) const {
  static const std::string kNone;
  switch (level) {
    case VelocityLevel::kTotal:
      break;
    case VelocityLevel::kAccount:
      return account;
    case VelocityLevel::kSalesperson:
      return salesperson;
    case VelocityLevel::kSegment:
      return segment;
    case VelocityLevel::kMarket:
      return market;
    case VelocityLevel::kStage:
      return stage;
  }
  return kNone;
}

}  // namespace trustsem
