// Starts the app. A file of its own, because the Content-Security-Policy refuses
// inline scripts; the build writes the hashed names into it.
import init from "./app/APP_GLUE";

init({ module_or_path: new URL("./app/APP_WASM", import.meta.url) }).catch((error) => {
  // After a panic the app shows its own message and has taken this one away.
  const failed = document.getElementById("boot-failed");
  if (!failed) return;
  document.getElementById("boot-waiting")?.remove();
  document.getElementById("boot-reason").textContent = String(error);
  failed.hidden = false;
});
