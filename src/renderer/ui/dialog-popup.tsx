import { Dialog } from "@base-ui/react/dialog";
import { type ComponentProps, useEffect } from "react";

/** A dialog's surface. While it is there the window behind takes neither the focus nor a click, wherever the focus was lost. */
export function DialogPopup(props: ComponentProps<typeof Dialog.Popup>) {
  useEffect(holdWindow, []);
  return <Dialog.Popup {...props} />;
}

/** One dialog may come before another has gone. */
let holders = 0;

function holdWindow(): () => void {
  const root = document.getElementById("root");
  holders += 1;
  root?.toggleAttribute("inert", true);
  return () => {
    holders -= 1;
    root?.toggleAttribute("inert", holders > 0);
  };
}
