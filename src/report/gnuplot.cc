#include "report/gnuplot.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "report/utf8.h"

namespace trustsem {
namespace {

constexpr double kMillimetresPerInch = 25.4;

[[noreturn]] void FailWithoutRoom(int error) {
  throw Error(ErrorKind::kOther,
              fmt::format("no temporary folder for a chart could be made ({})", strerror(error)),
              "free some space in the temporary folder, or name another one in TMPDIR");
}

// A folder of its own that is gone, with all in it, when the object is.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
    if (error) FailWithoutRoom(error.value());
    path_ = (parent / "trustsem-chart-XXXXXX").string();
    if (mkdtemp(path_.data()) == nullptr) FailWithoutRoom(errno);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string Path(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// The environment in which nothing but the page decides what is drawn.
std::vector<std::string> Environment() {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable = *entry;
    if (variable.starts_with("LC_") || variable.starts_with("LANG") ||
        variable.starts_with("TZ=")) {
      continue;
    }
    variables.emplace_back(variable);
  }
  variables.emplace_back("LC_ALL=C.UTF-8");
  variables.emplace_back("TZ=UTC");
  return variables;
}

// Runs gnuplot in `folder`, whose file "script" it reads, and returns its exit status; what it
// says goes to the file "messages".
int Run(const TemporaryFolder& folder) {
  std::vector<std::string> variables = Environment();
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);
  // -d: without the user's own settings.
  std::string program = "gnuplot", without_settings = "-d";
  char* arguments[] = {program.data(), without_settings.data(), nullptr};

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, folder.path().c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "script", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "messages",
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t child = 0;
  const int error =
      posix_spawnp(&child, "gnuplot", &actions, nullptr, arguments, environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    throw Error(ErrorKind::kOther,
                fmt::format("the program gnuplot, which draws charts, could not be started ({})",
                            strerror(error)),
                "install it (Debian: gnuplot-nox) or put its folder into PATH");
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ReadIfThere(const std::string& path) {
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  return ignored || size == 0 ? "" : ReadTextFile(path, ErrorKind::kOther, "gnuplot's file");
}

constexpr std::string_view kBold = ":Bold";  // after a typeface's name

// What draws the file "page" in each form. A dot of size one has a radius of 3 pt in PDF and 4 pt
// elsewhere; a line of width one is 1/96 inch in SVG, half a point in PDF, and a dot in PNG.
std::string Terminals(const GnuplotPage& page) {
  const double dot = 0.55 * page.letters / 8;
  const double pixels = page.resolution / kMillimetresPerInch;
  const std::string font = fmt::format(
      "noenhanced font {}", GnuplotQuoted(fmt::format("{},{:g}", page.typeface, page.letters)));
  std::string script =
      "set encoding utf8\nbold = " + GnuplotQuoted(page.typeface + std::string(kBold)) + "\n";
  const auto add = [&](const std::string& terminal, const char* output, double size) {
    script += fmt::format("dot = {:.4f}\nset terminal {} {}\nset output '{}'\nload 'page'\n", size,
                          terminal, font, output);
  };
  if (page.forms.svg) {
    add(fmt::format("svg size {:.0f},{:.0f} fixed fontscale 1.3333 linewidth 1.3333 background "
                    "'{}' name {}",
                    page.width / kMillimetresPerInch * 96, page.height / kMillimetresPerInch * 96,
                    Palette::kPaper, GnuplotQuoted("chart")),
        "svg", dot);
  }
  if (page.forms.pdf) {
    add(fmt::format("pdfcairo size {:.4f}cm,{:.4f}cm fontscale 0.75 linewidth 2 background '{}'",
                    page.width / 10, page.height / 10, Palette::kPaper),
        "pdf", dot * 4 / 3);
  }
  if (page.forms.png) {
    add(fmt::format("pngcairo size {:.0f},{:.0f} fontscale {:.4f} linewidth {:.4f} pointscale "
                    "{:.4f} background '{}'",
                    page.width * pixels, page.height * pixels, page.resolution / 96,
                    page.resolution / 72, page.resolution / 72, Palette::kPaper),
        "png", dot);
  }
  return script + "set output\n";
}

// Cairo writes the time of day into a PDF.
void SetDate(std::string* pdf) {
  constexpr std::string_view kDate = "/CreationDate (D:";
  constexpr size_t kDigits = 14;
  const size_t at = pdf->find(kDate);
  if (at == std::string::npos || at + kDate.size() + kDigits > pdf->size()) return;
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  const time_t seconds =
      epoch == nullptr ? 0 : static_cast<time_t>(std::strtoll(epoch, nullptr, 10));
  tm date{};
  char digits[kDigits + 1] = "19700101000000";
  if (gmtime_r(&seconds, &date) != nullptr && date.tm_year >= -900 && date.tm_year < 8100) {
    std::strftime(digits, sizeof digits, "%Y%m%d%H%M%S", &date);
  }
  pdf->replace(at + kDate.size(), kDigits, digits);
}

std::string XmlEscaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '<') {
      escaped += "&lt;";
    } else if (c == '&') {
      escaped += "&amp;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// gnuplot names every SVG "Gnuplot".
void SetTitle(const std::string& title, std::string* svg) {
  constexpr std::string_view kTitle = "<title>chart</title>";
  const size_t at = svg->find(kTitle);
  if (at == std::string::npos) return;
  svg->replace(at, kTitle.size(), "<title>" + XmlEscaped(CleanLine(title)) + "</title>");
}

// What a viewer without the typeface draws with; and the terminal takes "bold" for a part of its
// name.
void SetTypefaces(std::string* svg) {
  constexpr std::string_view kFamily = "font-family=\"", kFallback = ", sans-serif";
  constexpr std::string_view kWeight = ", sans-serif\" font-weight=\"bold";
  for (size_t at = svg->find(kFamily); at != std::string::npos; at = svg->find(kFamily, at + 1)) {
    const size_t end = svg->find('"', at + kFamily.size());
    if (end == std::string::npos) return;
    const size_t bold = end - kBold.size();
    if (svg->compare(bold, kBold.size(), kBold) == 0) {
      svg->replace(bold, kBold.size(), kWeight);
    } else {
      svg->insert(end, kFallback);
    }
  }
}

}  // namespace

std::string GnuplotQuoted(std::string_view text) {
  const std::string line = CleanLine(text);
  std::string quoted = "\"";
  for (size_t at = 0; at < line.size();) {
    const size_t begin = at;
    const char32_t c = NextCodePoint(line, &at);
    if (c == '"') {
      quoted += "\\\"";
    } else if (c == '\\' || c == '`' || c == '@') {  // escapes, commands, macros
      quoted += fmt::format("\\{:03o}", static_cast<unsigned>(c));
    } else {
      quoted.append(line, begin, at - begin);
    }
  }
  return quoted + "\"";
}

void DrawWithGnuplot(const GnuplotPage& page, Figure* figure) {
  const TemporaryFolder folder;
  WriteFileAtomically(folder.Path("script"), Terminals(page));
  WriteFileAtomically(folder.Path("page"), page.script);
  const int status = Run(folder);
  figure->svg = ReadIfThere(folder.Path("svg"));
  figure->pdf = ReadIfThere(folder.Path("pdf"));
  figure->png = ReadIfThere(folder.Path("png"));
  const bool complete = !(page.forms.svg && figure->svg.empty()) &&
                        !(page.forms.pdf && figure->pdf.empty()) &&
                        !(page.forms.png && figure->png.empty());
  if (status != 0 || !complete) {
    const std::string said = Excerpt(Trim(ReadIfThere(folder.Path("messages"))), 400);
    throw Error(ErrorKind::kOther,
                fmt::format("gnuplot did not draw the chart '{}' (status {}): {}", figure->name,
                            status, said.empty() ? "it said nothing" : said),
                "check that gnuplot 5.4 or later has the terminals svg, pdfcairo and pngcairo "
                "(Debian: gnuplot-nox)");
  }
  SetTitle(page.title, &figure->svg);
  SetTypefaces(&figure->svg);
  SetDate(&figure->pdf);
}

}  // namespace trustsem
