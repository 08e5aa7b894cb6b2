"""llama.cpp's server on this machine alone: llama_server.py MODEL.gguf NAME SLOTS CONTEXT SECONDS (then it ends). Prints its address."""

import sys
import time

import xllamacpp

model, name, slots, context, seconds = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
params = xllamacpp.CommonParams()
params.model.path = model
params.model_alias = {name}
params.hostnames = ["127.0.0.1"]
params.port = 0
params.n_parallel = slots
params.n_ctx = context * slots
params.warmup = False
# On a machine with other load, threads that wait for each other take many times as long as one.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.verbosity = 0
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
time.sleep(seconds)
