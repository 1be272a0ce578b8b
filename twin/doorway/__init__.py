"""What all doors share: reading what is asked, answering in one manner, refusing by problem documents."""
