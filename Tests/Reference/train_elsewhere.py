"""Trains tiny CLIPs on what `konomi export` writes, with open_clip's own trainer and with transformers' Trainer, each as two
processes under torchrun, and checks that `konomi score` gives their checkpoints the scores that they give themselves.

    python train_elsewhere.py KONOMI FOLDER [--fixtures PATH]      KONOMI: the program; FOLDER: a new one, to work in

in a virtual environment with requirements.txt. Draws labelled scenes, imports and exports them, trains, scores. Prints what
was run and the largest |Δ HPS|; fails above 1e-3. Seed 20230403; what transformers trains comes out the same in every run,
what open_clip trains does not, since nothing seeds its order of samples. With --fixtures the checkpoints, as their trainers
saved them, and their scores of the images in ../CLIPTests/Fixtures/images are kept: ../CLIPTests/Fixtures/trained is that.

    open_clip       `open_clip_train.main` on captions/, one epoch: epoch_1.pt, {epoch, name, state_dict, optimizer}, with
                    the `module.` that DistributedDataParallel puts before every name
    captions        transformers' Trainer as it comes, CLIP's own loss, on train.json: a folder
    pairs           transformers' Trainer with the loss of a preference classifier (cross entropy of softmax(exp(logit_scale)
                    cos) over the two images, weighted by 1/num_example_per_prompt as PickScore's), on the image folder

The same pairs are read out of the shards and out of the image folder, and compared.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ |= {
    "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_DATASETS_DISABLE_PROGRESS_BARS": "1", "TQDM_DISABLE": "1",
}

import torchvision_stub  # noqa: E402, F401
import torch  # noqa: E402

import pixels  # noqa: E402
import tiny_vocabulary  # noqa: E402
from random_clip import (  # noqa: E402
    Shape, Tower, cosines, embeddings, hugging_face_config, open_clip_model, random_weights,
)

SEED = 20230403
PROCESSES = 2
SHAPE = Shape(8, 32, 8, Tower(12, 1, 1), Tower(10, 1, 1), 32, 600, "gelu")
IMAGES = ["gradient.png", "noise.png", "rings.png"]
PROMPTS = ["a painting of a red fox in the forest", "two cats and three dogs in front of the house"]
TOLERANCE = 1e-3


def run(*command) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-12000:]}")
    return done.stdout


def torchrun(*arguments) -> str:
    # Without the two dashes torchrun takes open_clip's --logs for an abbreviation of an option of its own.
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={PROCESSES}", "--"]
    return run(*launcher, __file__, *arguments)


# What each process under torchrun does.


def open_clip_worker(config: str, *arguments: str) -> None:
    """`python -m open_clip_train.main`, but for a model of our own and for CPUs."""
    import open_clip
    from open_clip_train.main import main as train

    open_clip.add_model_config(config)
    parallel = torch.nn.parallel.DistributedDataParallel

    # open_clip names a device to it, which only graphics cards take.
    def on_any_device(model, device_ids, **options):
        return parallel(model, **options)

    torch.nn.parallel.DistributedDataParallel = on_any_device
    train(list(arguments))


def training_arguments(output: str, columns_are_ours: bool):
    from transformers import TrainingArguments

    return TrainingArguments(
        output_dir=output, use_cpu=True, ddp_backend="gloo", per_device_train_batch_size=8, num_train_epochs=2,
        learning_rate=1e-3, weight_decay=0.1, adam_beta2=0.98, adam_epsilon=1e-6, warmup_steps=2, max_grad_norm=1.0,
        lr_scheduler_type="cosine", seed=SEED, save_strategy="no", report_to=[], logging_steps=5, disable_tqdm=True,
        remove_unused_columns=not columns_are_ours, label_names=[],
    )


def train_and_save(kind, dataset, collate, initial: str, output: str) -> None:
    from transformers import CLIPModel, CLIPTokenizer

    model = CLIPModel.from_pretrained(initial)
    trainer = kind(
        model=model, args=training_arguments(output, True), train_dataset=dataset, data_collator=collate,
        processing_class=CLIPTokenizer.from_pretrained(initial),
    )
    trainer.train()
    trainer.save_model(output)


def tokens(initial: str, prompts: list[str]) -> dict:
    from transformers import CLIPTokenizer

    tokenizer = CLIPTokenizer.from_pretrained(initial)
    read = dict(padding="max_length", truncation=True, max_length=SHAPE.context, return_tensors="pt")
    return dict(tokenizer(prompts, **read))


def captions_worker(folder: str, initial: str, output: str) -> None:
    from datasets import load_dataset
    from transformers import Trainer

    # The paths in it begin at the folder, as for transformers' example for CLIP.
    os.chdir(folder)

    def collate(rows: list[dict]) -> dict:
        images = pixels.batch([row["image_path"] for row in rows], "pillow", SHAPE.image)
        return tokens(initial, [row["caption"] for row in rows]) | {"pixel_values": images, "return_loss": True}

    rows = load_dataset("json", data_files={"train": "train.json"}, split="train")
    train_and_save(Trainer, rows, collate, initial, output)


def pairs_worker(folder: str, initial: str, output: str) -> None:
    from datasets import load_dataset
    from transformers import Trainer

    class PreferenceTrainer(Trainer):
        def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
            labels, weights = inputs.pop("preferred"), inputs.pop("weights")
            # One pass over all images and all texts: only the diagonal belongs together.
            logits = model(**inputs).logits_per_text
            count = len(weights)
            both = torch.stack([logits[:, :count].diagonal(), logits[:, count:].diagonal()], dim=1)
            loss = torch.nn.functional.cross_entropy(both, labels, reduction="none")
            loss = (loss * weights).sum() / weights.sum()
            return (loss, both) if return_outputs else loss

    see = pixels.transform("pillow", SHAPE.image)

    def collate(rows: list[dict]) -> dict:
        images = [see(row[column]) for column in ["jpg_0", "jpg_1"] for row in rows]
        return tokens(initial, [row["caption"] for row in rows]) | {
            "pixel_values": torch.stack(images),
            "preferred": torch.tensor([[row["label_0"], row["label_1"]] for row in rows]),
            "weights": torch.tensor([1 / row["num_example_per_prompt"] for row in rows]),
        }

    rows = load_dataset("imagefolder", data_dir=folder, split="train")
    train_and_save(PreferenceTrainer, rows, collate, initial, output)


# What the script itself does.


def write_initial(folder: Path) -> None:
    """The same tokenizer for all, and random weights in each library's form."""
    from transformers import CLIPModel

    tokenizer = tiny_vocabulary.tokenizer(tiny_vocabulary.learnt_merges(), SHAPE.context)
    tokenizer.save_pretrained(folder / "tokenizer")
    model = open_clip_model(SHAPE)
    model.load_state_dict(random_weights(model.state_dict(), SHAPE, SEED, 20.0))
    torch.save({"state_dict": model.state_dict()}, folder / "initial.pt")
    model = CLIPModel(hugging_face_config(SHAPE, SHAPE.vocab - 1))
    model.load_state_dict(random_weights(model.state_dict(), SHAPE, SEED + 1, 20.0))
    model.save_pretrained(folder / "initial")
    tokenizer.save_pretrained(folder / "initial")
    config = {
        "embed_dim": SHAPE.embed,
        "vision_cfg": {
            "image_size": SHAPE.image, "patch_size": SHAPE.patch, "width": SHAPE.vision.width,
            "layers": SHAPE.vision.layers, "head_width": SHAPE.vision.width,
        },
        "text_cfg": {
            "context_length": SHAPE.context, "vocab_size": SHAPE.vocab, "width": SHAPE.text.width,
            "heads": SHAPE.text.heads, "layers": SHAPE.text.layers, "hf_tokenizer_name": str(folder / "tokenizer"),
        },
    }
    (folder / "konomi-tiny.json").write_text(json.dumps(config))


def braces(folder: Path, side: str) -> str:
    shards = sorted(folder.glob(f"{side}-*.tar"))
    return f"{folder}/{side}-{{{shards[0].stem[-6:]}..{shards[-1].stem[-6:]}}}.tar"


def train_open_clip(shards: Path, folder: Path) -> Path:
    torchrun(
        "open_clip", folder / "konomi-tiny.json", "--model", "konomi-tiny", "--pretrained", folder / "initial.pt",
        "--dataset-type", "webdataset", "--train-data", braces(shards / "captions", "train"),
        "--val-data", braces(shards / "captions", "validation"), "--workers", 1, "--batch-size", 8, "--epochs", 1,
        "--lr", 1e-3, "--wd", 0.1, "--warmup", 2, "--precision", "fp32", "--device", "cpu", "--dist-backend", "gloo",
        # The last block and the projection of either tower.
        "--lock-image", "--lock-image-unlocked-groups", 2, "--lock-text", "--lock-text-unlocked-layers", 2,
        "--lock-text-freeze-layer-norm",
        "--seed", SEED, "--logs", folder / "logs", "--name", "tiny",
    )
    out = folder / "open_clip"
    out.mkdir()
    shutil.copy(folder / "logs/tiny/checkpoints/epoch_1.pt", out)
    tiny_vocabulary.write(out, tiny_vocabulary.learnt_merges())
    return out / "epoch_1.pt"


def load(checkpoint: Path):
    if checkpoint.is_dir():
        from transformers import CLIPModel

        return CLIPModel.from_pretrained(checkpoint).eval()
    saved = torch.load(checkpoint, map_location="cpu")
    model = open_clip_model(SHAPE)
    model.load_state_dict({name.removeprefix("module."): tensor for name, tensor in saved["state_dict"].items()})
    return model


@torch.inference_mode()
def own_scores(checkpoint: Path, folder: Path, images: list[str]) -> list[list[float]]:
    """HPS by prompt and image, with images as the library sees them whose checkpoint it is."""
    ids = tokens(str(folder / "initial"), PROMPTS)["input_ids"]
    kind = "transformers" if checkpoint.is_dir() else "pillow"
    image, text = embeddings(load(checkpoint), pixels.batch(images, kind, SHAPE.image), ids)
    return (100 * cosines(image, text)).tolist()


def largest_difference(konomi: Path, checkpoint: Path, own: list[list[float]], images: list[str]) -> float:
    worst = 0.0
    for prompt, row in zip(PROMPTS, own):
        said = json.loads(run(konomi, "score", "--json", "--model", checkpoint, "--prompt", prompt, *images))
        found = {image["path"]: image["hps"] for image in said["images"]}
        worst = max([worst, *(abs(found[path] - hps) for path, hps in zip(images, row))])
    return worst


def compare_pairs(shards: Path, folder: Path) -> int:
    import webdataset
    from datasets import load_dataset

    total = 0
    for side in ["train", "validation"]:
        rows = load_dataset("imagefolder", data_dir=str(folder), split=side)
        keys = ["choice", "image_0_uid", "image_1_uid", "caption", "label_0", "label_1", "num_example_per_prompt"]
        theirs = sorted(tuple(row[key] for key in keys) for row in rows)
        samples = webdataset.WebDataset(braces(shards / "pairs", side), shardshuffle=False).decode()
        ours = sorted(tuple(sample["json"][key] for key in keys) for sample in samples)
        if ours != theirs or not ours:
            raise SystemExit(f"{side}: the shards and the image folder hold different pairs")
        total += len(ours)
    return total


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("konomi", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fixtures", type=Path)
    arguments = parser.parse_args()
    konomi, folder = arguments.konomi.absolute(), arguments.folder.absolute()
    folder.mkdir(parents=True)
    os.environ |= {"HF_HOME": str(folder / "cache"), "KONOMI_DB": str(folder / "scenes.db")}

    run(konomi, "scenes", "--output", folder / "scenes", "--count", 240, "--size", 48, "--label", "--seed", SEED)
    run(konomi, "import", folder / "scenes")
    run(konomi, "export", "--format", "webdataset", "--output", folder / "shards", "--shard-samples", 20)
    run(konomi, "export", "--format", "hf", "--output", folder / "pairs")
    print("pairs, the same in shards and image folder:", compare_pairs(folder / "shards", folder / "pairs"))

    write_initial(folder)
    trained = {"open_clip": train_open_clip(folder / "shards", folder)}
    for kind in ["captions", "pairs"]:
        torchrun(kind, folder / "pairs", folder / "initial", folder / f"trained-{kind}")
        trained[kind] = folder / f"trained-{kind}"

    images = [str(Path(__file__).parents[1] / "CLIPTests/Fixtures/images" / name) for name in IMAGES]
    initial = {kind: folder / ("initial.pt" if kind == "open_clip" else "initial") for kind in trained}
    own, worst = {}, 0.0
    for kind, checkpoint in trained.items():
        own[kind] = own_scores(checkpoint, folder, images)
        difference = largest_difference(konomi, checkpoint, own[kind], images)
        moved = (torch.tensor(own[kind]) - torch.tensor(own_scores(initial[kind], folder, images))).abs().max().item()
        print(f"{kind}: training moved HPS by up to {moved:.2f}; largest |Δ HPS| of konomi {difference:.1e}")
        worst = max(worst, difference)
    if arguments.fixtures:
        keep(arguments.fixtures, trained, own)
    if worst > TOLERANCE:
        raise SystemExit(f"more than {TOLERANCE}")


def keep(fixtures: Path, trained: dict[str, Path], own: dict[str, list]) -> None:
    shutil.rmtree(fixtures, ignore_errors=True)
    shutil.copytree(trained["open_clip"].parent, fixtures / "open_clip")
    # It is a pickle of paths and settings.
    shutil.copytree(trained["pairs"], fixtures / "transformers", ignore=shutil.ignore_patterns("training_args.bin"))
    document = {
        "images": IMAGES, "prompts": PROMPTS,
        "hps": {"open_clip/epoch_1.pt": rounded(own["open_clip"]), "transformers": rounded(own["pairs"])},
    }
    # safetensors keeps its files from others.
    (fixtures / "transformers/model.safetensors").chmod(0o644)
    (fixtures / "expected.json").write_text(json.dumps(document, indent=1) + "\n")


def rounded(rows: list[list[float]]) -> list[list[float]]:
    return [[float(f"{value:.8g}") for value in row] for row in rows]


if __name__ == "__main__":
    workers = {"open_clip": open_clip_worker, "captions": captions_worker, "pairs": pairs_worker}
    if len(sys.argv) > 1 and sys.argv[1] in workers:
        workers[sys.argv[1]](*sys.argv[2:])
        # One process still writes the checkpoint when the other is done; gloo may abort in one that leaves first.
        torch.distributed.barrier()
        torch.distributed.destroy_process_group()
    else:
        main()
