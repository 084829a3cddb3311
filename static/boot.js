// Starts the app. A file of its own, because the Content-Security-Policy refuses
// inline scripts; the build writes the hashed names into it.
import init from "./app/APP_GLUE";

// The browser's offer to install the app comes at a moment of its own; the app makes
// it once somebody has written something (src/browser/install.rs).
addEventListener("beforeinstallprompt", (event) => {
  self.p2pandaInstallOffer = event;
});

init({ module_or_path: new URL("./app/APP_WASM", import.meta.url) }).catch((error) => {
  // After a panic the app shows its own message and has taken this one away.
  const failed = document.getElementById("boot-failed");
  if (!failed) return;
  document.getElementById("boot-waiting")?.remove();
  document.getElementById("boot-reason").textContent = String(error);
  failed.hidden = false;
});

// The worker keeps the app on this device (sw.js). Without it the app works too,
// but only as long as its host can be reached, so a failure is no error.
if ("serviceWorker" in navigator) {
  const address = new URL("./sw.js", import.meta.url).href;
  const policy = self.trustedTypes?.createPolicy("sw", {
    createScriptURL(url) {
      if (url !== address) throw new TypeError("not the service worker");
      return url;
    },
  });
  navigator.serviceWorker
    .register(policy ? policy.createScriptURL(address) : address, { updateViaCache: "none" })
    .catch(() => {});
}
