// Starts GOV.UK Frontend. Every page works without it.
import { initAll } from "./govuk/govuk-frontend.min.js?v=6.3.0";

initAll();
