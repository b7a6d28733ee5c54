// Gauss-Legendre quadrature (Abramowitz & Stegun 1964, 25.4.30) on the unit interval, for
// integrands that are known to be smooth: the caller chooses the number of nodes.
#ifndef TRUSTSEM_MOMENTS_GAUSS_LEGENDRE_H_
#define TRUSTSEM_MOMENTS_GAUSS_LEGENDRE_H_

#include <array>
#include <cstddef>

namespace trustsem {

// sum over i of weight[i] f(node[i]) is the integral of f over 0..1.
template <std::size_t count>
struct GaussLegendreRule {
  std::array<double, count> node;
  std::array<double, count> weight;
};

// From the positive nodes on -1..1, ascending, and their weights; rules of even size have no
// others.
template <std::size_t half>
constexpr GaussLegendreRule<2 * half> MakeGaussLegendreRule(
    const std::array<double, half>& positive_node, const std::array<double, half>& weight) {
  GaussLegendreRule<2 * half> rule{};
  for (std::size_t i = 0; i < half; ++i) {
    rule.node[half + i] = 0.5 + 0.5 * positive_node[i];
    rule.node[half - 1 - i] = 0.5 - 0.5 * positive_node[i];
    rule.weight[half + i] = rule.weight[half - 1 - i] = 0.5 * weight[i];
  }
  return rule;
}

inline constexpr auto kGaussLegendre6 =
    MakeGaussLegendreRule<3>({0.23861918608319691, 0.66120938646626451, 0.93246951420315203},
                             {0.46791393457269105, 0.36076157304813861, 0.17132449237917035});

inline constexpr auto kGaussLegendre8 = MakeGaussLegendreRule<4>(
    {0.1834346424956498, 0.52553240991632899, 0.79666647741362674, 0.96028985649753623},
    {0.36268378337836198, 0.31370664587788729, 0.22238103445337447, 0.10122853629037626});

inline constexpr auto kGaussLegendre10 =
    MakeGaussLegendreRule<5>({0.14887433898163121, 0.43339539412924719, 0.67940956829902441,
                              0.86506336668898451, 0.97390652851717172},
                             {0.29552422471475287, 0.26926671930999636, 0.21908636251598204,
                              0.14945134915058059, 0.066671344308688138});

inline constexpr auto kGaussLegendre12 =
    MakeGaussLegendreRule<6>({0.12523340851146892, 0.36783149899818019, 0.58731795428661745,
                              0.76990267419430469, 0.90411725637047486, 0.98156063424671925},
                             {0.24914704581340279, 0.23349253653835481, 0.20316742672306592,
                              0.16007832854334623, 0.10693932599531843, 0.047175336386511827});

inline constexpr auto kGaussLegendre16 = MakeGaussLegendreRule<8>(
    {0.09501250983763744, 0.28160355077925891, 0.45801677765722739, 0.61787624440264375,
     0.75540440835500303, 0.86563120238783174, 0.94457502307323258, 0.98940093499164993},
    {0.1894506104550685, 0.18260341504492359, 0.16915651939500254, 0.14959598881657673,
     0.12462897125553387, 0.095158511682492785, 0.062253523938647893, 0.027152459411754095});

inline constexpr auto kGaussLegendre20 = MakeGaussLegendreRule<10>(
    {0.076526521133497334, 0.22778585114164508, 0.37370608871541956, 0.5108670019508271,
     0.63605368072651503, 0.74633190646015079, 0.83911697182221882, 0.91223442825132591,
     0.96397192727791379, 0.99312859918509492},
    {0.15275338713072585, 0.14917298647260375, 0.14209610931838205, 0.13168863844917663,
     0.11819453196151842, 0.10193011981724044, 0.083276741576704749, 0.062672048334109064,
     0.040601429800386941, 0.017614007139152118});

inline constexpr auto kGaussLegendre24 = MakeGaussLegendreRule<12>(
    {0.064056892862605626, 0.19111886747361631, 0.31504267969616337, 0.43379350762604514,
     0.54542147138883954, 0.64809365193697557, 0.74012419157855436, 0.82000198597390292,
     0.88641552700440103, 0.93827455200273276, 0.9747285559713095, 0.99518721999702136},
    {0.12793819534675216, 0.1258374563468283, 0.12167047292780339, 0.1155056680537256,
     0.10744427011596563, 0.097618652104113888, 0.086190161531953276, 0.073346481411080306,
     0.059298584915436781, 0.044277438817419806, 0.028531388628933663, 0.0123412297999872});

}  // namespace trustsem

#endif  // TRUSTSEM_MOMENTS_GAUSS_LEGENDRE_H_
