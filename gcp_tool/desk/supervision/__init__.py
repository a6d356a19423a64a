"""The supervision pack of one worker, and the list that goes with families to another: content of one source."""
