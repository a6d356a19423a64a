// Starts GOV.UK Frontend and what saves answers while they are typed. Every page works without it.
import { initAll } from "./govuk/govuk-frontend.min.js?v=6.3.0";
import { startLeaving } from "./leaving.js";
import { startSaving } from "./saving.js";
import { watchSession } from "./session.js";

initAll();
startSaving();
watchSession();
startLeaving();
