"""A scorer for konomi in a few lines: konomi score --scorer 'exec:python3 scorer.py' --prompt 'a red fox' a.png b.png

It knows nothing about pictures: its score is the size of the file, as an example of the conversation. Put your model
in the two places marked MODEL. It may as well run elsewhere, on images that lie there under the same paths:
--scorer 'exec:ssh gpu-box python3 scorer.py'
"""

import json
import math
import os
import sys

# MODEL: import and load it here, once; konomi waits two minutes for the first answer.
IDENTITY = {
    # Scores are kept under this name: change it whenever the scores change.
    "name": "file size 1",
    # What scores are multiplied by before the softmax of a prediction. Leave it out to predict nothing.
    "logit_scale": 1.0,
    "preprocessing": "none, the file as it is",
}


def scores(prompt, images):
    """One finite number for each image, higher is better."""
    # MODEL: look at the prompt and the images here.
    return [math.log(1 + os.path.getsize(path)) for path in images]


def answer(request):
    if "hello" in request:
        return IDENTITY
    try:
        return {"scores": scores(request["prompt"], request["images"])}
    except Exception as error:  # fails this request only
        return {"error": str(error)}


for line in sys.stdin.buffer:
    request = json.loads(line)
    # One line for each request, flushed. Nothing else may go to standard output; standard error is free.
    print(json.dumps({"id": request["id"], **answer(request)}), flush=True)
