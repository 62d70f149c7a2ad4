import type { ReactNode } from "react";
import type { MessageId } from "#renderer/messages/en.ts";
import { AlertsSection } from "./alerts-section.tsx";
import { AppearanceSection } from "./appearance-section.tsx";
import { EnvironmentsSection } from "./environments-section.tsx";
import { ComputerSection } from "./computer-section.tsx";
import { DecisionsSection } from "./decisions-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";

interface SettingsSection {
  readonly id: string;
  readonly title: MessageId;
  readonly Section: () => ReactNode;
}

/** The sections of the settings, in the order in which they stand there. */
export const sections: readonly SettingsSection[] = [
  { id: "appearance", title: "settings.appearance.title", Section: AppearanceSection },
  { id: "environments", title: "operator.connections", Section: EnvironmentsSection },
  { id: "decisions", title: "settings.decisions.title", Section: DecisionsSection },
  { id: "alerts", title: "settings.alerts.title", Section: AlertsSection },
  { id: "privacy", title: "settings.privacy.title", Section: PrivacySection },
  { id: "computer", title: "settings.computer.title", Section: ComputerSection },
];
