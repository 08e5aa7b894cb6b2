"""PyTorch and transformers as a peer: arguments are a folder of `export-model --format hf`, threads, sequences a batch, and the optimizer as JSON.

Answers requests of protocol.ts, one JSON line each.
"""

import json
import resource
import sys
import time

import torch
import transformers
from torch.nn.functional import cross_entropy

folder, threads, batch_size, optimizer = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4])
torch.set_num_threads(threads)
transformers.logging.set_verbosity_error()
model = transformers.AutoModelForCausalLM.from_pretrained(folder)
PAD, END = model.config.pad_token_id, model.config.eos_token_id


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measured(work):
    cpu, start = cpu_seconds(), time.perf_counter()
    result = work()
    return {**result, "seconds": time.perf_counter() - start, "cpuSeconds": cpu_seconds() - cpu}


def padded(rows, left=False):
    length = max(map(len, rows))
    ids = [[PAD] * (length - len(row)) + row if left else row + [PAD] * (length - len(row)) for row in rows]
    mask = [[0] * (length - len(row)) + [1] * len(row) if left else [1] * len(row) + [0] * (length - len(row)) for row in rows]
    return torch.tensor(ids), torch.tensor(mask)


@torch.inference_mode()
def sample(prompts, settings, seed):
    torch.manual_seed(seed)
    model.eval()
    tokens = 0
    for start in range(0, len(prompts), batch_size):
        ids, mask = padded(prompts[start : start + batch_size], left=True)
        room = model.config.max_position_embeddings - ids.shape[1]
        written = model.generate(
            input_ids=ids,
            attention_mask=mask,
            do_sample=True,
            temperature=settings["temperature"],
            top_p=settings["topP"],
            top_k=0,
            max_new_tokens=min(settings["maxTokens"], room),
            max_length=None,
        )[:, ids.shape[1] :]
        ended = (written == END).int().cumsum(1)
        tokens += int(((ended == 0) | ((ended == 1) & (written == END))).sum())
    return {"tokens": tokens}


def completion_targets(texts):
    """Token ids, and the token to predict at each place: -100 where there is no loss."""
    ids, mask = padded([text["prompt"] + text["completion"] for text in texts])
    targets = torch.full_like(ids, -100)
    for row, text in enumerate(texts):
        start, end = len(text["prompt"]), len(text["prompt"]) + len(text["completion"])
        targets[row, start - 1 : end - 1] = ids[row, start:end]
    return ids, mask, targets


def train(batches):
    model.train()
    losses, tokens = [], 0
    for batch in batches:
        for group in adamw.param_groups:
            group["lr"] = batch["rate"]
        ids, _, targets = completion_targets(batch["texts"])
        # Padding stands on the right and has no loss: the causal mask is enough.
        logits = model(input_ids=ids[:, :-1], use_cache=False).logits
        loss = cross_entropy(logits.flatten(0, 1), targets[:, :-1].flatten())
        adamw.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), optimizer["maxGradientNorm"])
        adamw.step()
        losses.append(loss.item())
        tokens += sum(len(text["prompt"]) + len(text["completion"]) for text in batch["texts"])
    return {"tokens": tokens, "losses": losses}


@torch.inference_mode()
def score(texts):
    model.eval()
    ids, mask, targets = completion_targets(texts)
    logprobs = model(input_ids=ids, attention_mask=mask).logits.log_softmax(-1)
    chosen = logprobs.gather(-1, targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return [row[target >= 0].tolist() for row, target in zip(chosen, targets)]


norms = [weights for weights in model.parameters() if weights.dim() == 1]
matrices = [weights for weights in model.parameters() if weights.dim() > 1]
adamw = torch.optim.AdamW(
    [{"params": matrices, "weight_decay": optimizer["weightDecay"]}, {"params": norms, "weight_decay": 0}],
    betas=(optimizer["beta1"], optimizer["beta2"]),
    fused=True,
)


def answer(value):
    print(json.dumps(value), flush=True)


answer(f"transformers {transformers.__version__}, PyTorch {torch.__version__.split('+')[0]}")
for line in sys.stdin:
    request = json.loads(line)
    task = request.pop("task")
    if task == "sample":
        answer(measured(lambda: sample(**request)))
    elif task == "train":
        answer(measured(lambda: train(**request)))
    else:
        answer(score(**request))
