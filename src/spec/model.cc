#include "spec/model.h"

namespace trustsem {

const char* ToString(Operator op) {
  switch (op) {
    case Operator::kMeasuredBy:
      return "=~";
    case Operator::kRegression:
      return "~";
    case Operator::kCovariance:
      return "~~";
    case Operator::kIntercept:
      return "~1";
    case Operator::kThreshold:
      return "|";
    case Operator::kScale:
      return "~*~";
    case Operator::kDefinition:
      return ":=";
    case Operator::kEqual:
      return "==";
    case Operator::kLess:
      return "<";
    case Operator::kGreater:
      return ">";
  }
  return "?";
}

const char* ToString(Status status) {
  switch (status) {
    case Status::kUnstated:
      return "unstated";
    case Status::kExplicit:
      return "explicit";
    case Status::kImplied:
      return "implied";
    case Status::kAmbiguous:
      return "ambiguous";
  }
  return "?";
}

}  // namespace trustsem
