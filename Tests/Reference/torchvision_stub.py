"""Lets torchvision, and so open_clip, be imported beside a CPU build of PyTorch. Import it before either.

torchvision's wheel holds operators (nms, roi_align …) compiled against the CUDA build of torch. Beside a CPU build they
cannot be loaded; torchvision notices and goes on, all but its module of shape rules for torch.compile, which insists on
the operators. An empty module stands in for that one. CLIP's preprocessing uses none of these operators.
"""

import sys
import types

sys.modules.setdefault("torchvision._meta_registrations", types.ModuleType("torchvision._meta_registrations"))
