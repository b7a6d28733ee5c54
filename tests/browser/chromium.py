"""A headless Chromium driven through the DevTools protocol over its pipe: no port, no package."""
import base64
import json
import os
import shutil
import subprocess
import tempfile


class Chromium:
    """One browser with one page. `errors` and `requests` grow as pages are opened."""

    def __init__(self, program):
        self._profile = tempfile.mkdtemp(prefix="trustsem_chromium_")
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--no-first-run", f"--user-data-dir={self._profile}",
            "--remote-debugging-pipe", "about:blank",
        ]
        # The browser reads from descriptor 3 and writes to 4.
        redirected = f'exec "$0" "$@" 3<&{to_browser} 4>&{from_browser}'
        self._process = subprocess.Popen(
            ["sh", "-c", redirected, *command], pass_fds=(to_browser, from_browser),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer, self._number, self._session = b"", 0, None
        self.errors, self.requests, self._loaded = [], [], False
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        self._session = self.call(
            "Target.attachToTarget", targetId=page["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _message(self):
        while b"\0" not in self._buffer:
            piece = os.read(self._read, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self._buffer += piece
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def _note(self, message):
        """An event."""
        method, detail = message.get("method"), message.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Network.requestWillBeSent":
            self.requests.append(detail["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(detail["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and detail["type"] in ("error", "warning"):
            self.errors.append(str(detail["args"]))
        elif method == "Log.entryAdded" and detail["entry"]["level"] in ("error", "warning"):
            self.errors.append(detail["entry"]["text"])

    def call(self, method, **parameters):
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") != self._number:
                self._note(answer)
            elif "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            else:
                return answer["result"]

    def open(self, url):
        """Opens an address and waits until all of it is there."""
        self.errors, self.requests, self._loaded = [], [], False
        self.call("Page.navigate", url=url)
        while not self._loaded:
            self._note(self._message())

    def run(self, expression):
        """The value of a JavaScript expression."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def resize(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)

    def press(self, key, code):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key,
                      windowsVirtualKeyCode=code)

    def point(self, left, top):
        """Moves the pointer to a place in the window."""
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=left, y=top)

    def media(self, name):
        """"print", or "" for the screen."""
        self.call("Emulation.setEmulatedMedia", media=name)

    def pdf(self):
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True)["data"])

    def screenshot(self, left=0, top=0, width=None, height=None):
        """PNG of the window, or of a part of the page."""
        clip = {} if width is None else {
            "clip": {"x": left, "y": top, "width": width, "height": height, "scale": 1},
            "captureBeyondViewport": True}
        return base64.b64decode(self.call("Page.captureScreenshot", format="png", **clip)["data"])
