#!/usr/bin/env node
// The command of the installed package: `reasoning-boundary COMMAND [OPTION...]`.
process.env.BOUNDARY_COMMAND = "reasoning-boundary";
import("./bootstrap.mjs");
