import "@fontsource-variable/inter";
import "./styles/reset.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { createRoot } from "react-dom/client";
import { createClient } from "#ipc/client.ts";
import { App } from "./app.tsx";
import { findBridge } from "./bridge.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no root element.");
createRoot(root).render(<App client={createClient(findBridge(window))} />);
